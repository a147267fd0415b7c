// Every page there is: its route, somebody who may open it, and where one of it stands.
// `routes.test.mjs` fails when the program serves a page that is not in this list.

import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { FOLLOW_UP } from './county.mjs';
import { invented } from './use.mjs';
import { ASKED, QUESTIONS, ask, askAlone, askForRoom, beginToAsk, correctEntry, makeGroupLink, refer, sayYes, tellStory } from './acts.mjs';

const JOURNEY = /^\/journeys\/[^/?#]+$/;
const PERSON = /^\/people\/[^/?#]+$/;
const REFERRAL = /^\/referrals\/[^/?#]+$/;
const ACCOUNT = /^\/admin\/accounts\/(?!new$)[^/?#]+$/;
const ERASURE = /^\/admin\/erasures\/[^/?#]+$/;
const FEED = /^\/admin\/feeds\/[^/?#]+$/;
const FEED_RUN = /^\/admin\/feeds\/[^/?#]+\/[^/?#]+$/;
const SCHEME_MEASURES = /^\/admin\/schemes\/[^/?#]+\/measures$/;
const SERVICE = /^\/find\/[^/?#]+/;

const API = '/api/openreferral/v3';

/** Served, but not pages: styles and script, a change of language, a word for watchers, what other programs read. */
export const NOT_PAGES = [
  '/assets/{name}',
  '/language/{lang}',
  '/health',
  '/directory/key',
  '/directory/corrections/{feed}/csv',
  '/directory/corrections/{feed}/json',
  '/exports/anonymous',
  '/exports/{table}/{format}',
  '/group/{token}/copy.json',
  '/stories/csv',
  '/stories/pdf',
  API,
  `${API}/`,
  `${API}/openapi.json`,
  ...['services', 'service_at_locations', 'organizations', 'taxonomies', 'taxonomy_terms'].flatMap((list) => [
    `${API}/${list}`,
    `${API}/${list}/{id}`,
  ]),
];

/** A day some months before today, as an address has it. */
const monthsAgo = (months) => {
  const day = new Date();
  day.setUTCDate(1);
  day.setUTCMonth(day.getUTCMonth() - months);
  return day.toISOString().slice(0, 10);
};

const journey = (county) => county.address('worker', '/caseload', JOURNEY);

const person = async (county) => county.address('worker', await journey(county), PERSON);

const beneath = (to) => async (county) => (await journey(county)) + to;

const service = async (county) => (await county.address('anyone', '/find?what=company', SERVICE)).split(/[?#]/)[0];

/** A sheet of so many of the things found first. */
export const sheet = async (county, many, question = '/find?what=company&near=Taunton') => {
  const found = await county.addresses('anyone', question, SERVICE);
  const ids = found.map((href) => href.split(/[?#]/)[0].split('/').pop()).filter((id) => id.length === 36);
  return `/find/sheet?${ids.slice(0, many).map((id) => `sheet=${id}`).join('&')}`;
};

const link = async (county) => `${await journey(county)}/link/${(await service(county)).split('/').pop()}`;

const followUp = (county) => county.address('worker', '/today', FOLLOW_UP);

/** A journey that came to a good ending, and a page of it. */
const ended = (to) => async (county) => (await followUp(county)).split('/follow-up')[0] + to;

/** A page without `at` stands at its route. An open page is looked at in every language. */
export const PAGES = [
  { route: '/', as: 'anyone', open: true },
  { route: '/about', as: 'anyone', open: true },
  { route: '/privacy', as: 'anyone', open: true },
  { route: '/accessibility', as: 'anyone', open: true },
  { route: '/sign-in', as: 'anyone', open: true },
  { route: '/signed-in', as: 'worker' },
  { route: '/find', as: 'anyone', open: true },
  { route: '/find', called: 'find, with answers', as: 'anyone', open: true, at: () => '/find?what=company&near=Taunton' },
  { route: '/find', called: 'find, choosy', as: 'anyone', open: true, at: () => '/find?what=walking&near=TA5&within=20&day=2&part=morning&free=yes&age=70' },
  { route: '/find', called: 'find, for somebody', as: 'worker', at: async (county) => `/find?what=company&journey=${(await journey(county)).split('/').pop()}` },
  { route: '/find/sheet', as: 'anyone', open: true, at: (county) => sheet(county, 6) },
  { route: '/find/sheet', called: 'sheet, large', as: 'anyone', at: async (county) => `${await sheet(county, 3)}&large=yes` },
  { route: '/find/sheet', called: 'sheet, for somebody', as: 'worker', at: async (county) => `${await sheet(county, 2)}&journey=${(await journey(county)).split('/').pop()}` },
  { route: '/find/{service}', as: 'anyone', open: true, at: service },
  { route: '/find/{service}', as: 'builder', at: service },
  { route: '/find/{service}/edit', as: 'builder', at: async (county) => `${await service(county)}/edit` },
  { route: '/find/{service}/history', as: 'builder', at: changed },
  { route: '/find/{service}/group', as: 'builder', at: async (county) => `${await service(county)}/group` },
  { route: '/directory/new', as: 'builder' },
  { route: '/directory/check', as: 'builder' },
  { route: '/directory/corrections', as: 'builder', at: corrected },
  { route: '/group/{token}', as: 'anyone', open: true, at: groupLink('') },
  { route: '/group/{token}/edit', as: 'anyone', open: true, at: groupLink('/edit') },
  { route: '/group/{token}/out', as: 'anyone', open: true, at: groupLink('/out') },
  { route: '/group/{token}/copy', as: 'anyone', open: true, at: groupLink('/copy') },
  { route: '/ask', as: 'anyone', open: true },
  { route: '/ask/back', as: 'anyone', open: true },
  ...QUESTIONS.map((question) => ({
    route: '/ask/{code}/{question}',
    called: `ask ${question}`,
    as: 'anyone',
    open: true,
    at: (_, page) => beginToAsk(page, ASKED, question),
  })),
  { route: '/ask/done/{reference}', as: 'anyone', open: true, at: (_, page) => ask(page) },
  { route: '/refer', as: 'referrer' },
  { route: '/refer/done/{reference}', as: 'referrer', at: (_, page) => refer(page) },
  { route: '/referrals', as: 'lead' },
  { route: '/referrals', as: 'referrer' },
  { route: '/referrals/{id}', as: 'lead', at: waiting },
  { route: '/referrals/{id}', as: 'referrer', at: (county) => county.address('referrer', '/referrals', REFERRAL) },
  { route: '/today', as: 'worker' },
  { route: '/caseload', as: 'worker' },
  { route: '/caseload', as: 'lead' },
  { route: '/people/{id}', as: 'worker', at: person },
  { route: '/people/{id}/change', as: 'worker', at: async (county) => `${await person(county)}/change` },
  { route: '/people/{id}/files', as: 'worker', at: async (county) => `${await person(county)}/files` },
  { route: '/people/{id}/erase', as: 'lead', at: async (county) => `${await person(county)}/erase` },
  { route: '/people/{id}/why', as: 'worker', n: 1, at: async (county) => `${await person(county)}/why` },
  { route: '/journeys/{id}', as: 'worker', at: journey },
  { route: '/journeys/{id}/timeline', as: 'worker', at: beneath('/timeline') },
  { route: '/journeys/{id}/record', as: 'worker', at: beneath('/record') },
  { route: '/journeys/{id}/link/{service}', as: 'worker', at: link },
  { route: '/journeys/{id}/link/{service}/next', as: 'worker', at: async (county, page) => (await askForRoom(page, await link(county))).next },
  { route: '/answer/{token}', as: 'anyone', open: true, at: asked },
  { route: '/journeys/{id}/record', as: 'worker', at: beneath('/record') },
  { route: '/journeys/{id}/messages', as: 'worker', at: beneath('/messages') },
  { route: '/journeys/{id}/pause', as: 'worker', at: beneath('/pause') },
  { route: '/journeys/{id}/extend', as: 'worker', at: beneath('/extend') },
  { route: '/journeys/{id}/gap', as: 'worker', at: beneath('/gap') },
  { route: '/journeys/{id}/handover', as: 'lead', at: beneath('/handover') },
  { route: '/journeys/{id}/end', as: 'worker', at: beneath('/end') },
  { route: '/journeys/{id}/follow-up/{months}', as: 'worker', at: followUp },
  { route: '/journeys/{id}/ask', as: 'worker', at: beneath('/ask') },
  { route: '/journeys/{id}/ask/{measure}', as: 'worker', at: beneath('/ask/ons4') },
  { route: '/journeys/{id}/ask/{measure}', called: 'by numbers', as: 'worker', at: beneath('/ask/swemwbs') },
  { route: '/journeys/{id}/ask/{measure}/paper', as: 'worker', at: beneath('/ask/ons4/paper') },
  { route: '/journeys/{id}/ask/{measure}/paper', called: 'loneliness on paper, large', as: 'worker', at: beneath('/ask/ucla3/paper?print=large') },
  { route: '/journeys/{id}/lines', as: 'worker', at: beneath('/lines') },
  { route: '/journeys/{id}/lines', called: 'lines, after the ending', as: 'worker', at: ended('/lines') },
  { route: '/journeys/{id}/hopes', as: 'worker', at: beneath('/hopes') },
  { route: '/answer/how-you-are/{token}', as: 'anyone', open: true, at: askedAlone },
  { route: '/journeys/{id}/story', as: 'worker', at: beneath('/story') },
  { route: '/journeys/{id}/story', called: 'story, after the ending', as: 'worker', at: ended('/story') },
  { route: '/journeys/{id}/letter', as: 'worker', at: ended('/letter') },
  { route: '/journeys/{id}/own-story', called: 'own story, not begun', as: 'worker', at: ended('/own-story') },
  { route: '/journeys/{id}/own-story', as: 'worker', at: told('/own-story') },
  { route: '/journeys/{id}/own-story/words', as: 'worker', at: told('/own-story/words') },
  { route: '/journeys/{id}/own-story/show/{showing}', as: 'worker', at: told('/own-story/show/gallery?called=first') },
  { route: '/journeys/{id}/own-story/paper', as: 'worker', at: told('/own-story/paper') },
  { route: '/my-story/{token}', as: 'anyone', open: true, at: myStory('') },
  { route: '/my-story/{token}/words', as: 'anyone', open: true, at: myStory('/words') },
  { route: '/my-story/{token}/paper', as: 'anyone', open: true, at: myStory('/paper') },
  { route: '/my-story/{token}/paper', called: 'story on paper, large', as: 'anyone', at: myStory('/paper?print=large') },
  { route: '/my-story/{token}/show/{showing}', as: 'anyone', open: true, at: myStory('/show/public?called=another&another=Bea') },
  { route: '/my-story/{token}', called: 'my story, taken back', as: 'anyone', open: true, at: takenBack },
  { route: '/referrals/{id}/story', as: 'referrer', at: async (county) => `${await county.address('referrer', '/referrals', REFERRAL)}/story` },
  { route: '/stories/people', as: 'lead' },
  { route: '/stories/people', called: 'stories people told, to those who pay', as: 'commissioner' },
  { route: '/stories/use', called: 'what people used, nothing yet', as: 'commissioner' },
  { route: '/admin/use', called: 'use to take in, nothing yet', as: 'administrator' },
  { route: '/stories/use', as: 'commissioner', at: used },
  { route: '/stories/use', called: 'what people used, three months', as: 'commissioner', at: () => '/stories/use?kind=ae&months=3' },
  { route: '/admin/use', as: 'administrator', at: looked },
  { route: '/our-stories', as: 'anyone', open: true, at: everybodys },
  { route: '/admin', as: 'administrator' },
  { route: '/admin/schemes', as: 'administrator' },
  { route: '/admin/schemes/new', as: 'administrator' },
  { route: '/admin/schemes/{id}/measures', as: 'administrator', at: (county) => county.address('administrator', '/admin/measures', SCHEME_MEASURES) },
  { route: '/admin/measures', as: 'administrator', at: withPack },
  { route: '/admin/organisations', as: 'administrator' },
  { route: '/admin/accounts', as: 'administrator' },
  { route: '/admin/accounts/new', as: 'administrator' },
  { route: '/admin/accounts/{id}', as: 'administrator', at: (county) => county.address('administrator', '/admin/accounts', ACCOUNT) },
  { route: '/admin/feeds', as: 'administrator' },
  { route: '/admin/feeds/{feed}', as: 'administrator', at: feed },
  { route: '/admin/feeds/{feed}', called: 'feed, with services that wait', as: 'administrator', at: lostFeed },
  { route: '/admin/feeds/{feed}/{run}', as: 'administrator', at: feedRun },
  { route: '/admin/organisations', called: 'organisations, two of which may be one', as: 'administrator', at: twice },
  { route: '/admin/codes', as: 'administrator' },
  { route: '/admin/codes/{list}', as: 'administrator', at: () => '/admin/codes/needs' },
  { route: '/admin/codes/{list}', called: 'codes, one to change', as: 'administrator', at: () => '/admin/codes/outcomes?code=complete' },
  { route: '/admin/ledger', as: 'administrator' },
  { route: '/admin/messages', as: 'administrator' },
  { route: '/admin/erasures', as: 'administrator' },
  { route: '/admin/erasures/{id}', as: 'administrator', at: erasure },
  { route: '/stories', as: 'commissioner' },
  { route: '/stories', called: 'stories, of a closer choice', as: 'commissioner', at: () => '/stories?from=&to=&deprived=f1&age=65-79' },
  { route: '/stories', called: 'stories, as known before', as: 'commissioner', at: () => '/stories?from=&to=&as_known=' + monthsAgo(6) },
  { route: '/stories/numbers', as: 'commissioner', at: () => '/stories/numbers?score=ons4.satisfied&from=&to=' },
  { route: '/stories/behind', as: 'lead', at: () => '/stories/behind?number=said-no&from=&to=' },
  { route: '/exports', as: 'commissioner' },
  { route: '/exports', called: 'exports, with names', as: 'lead', at: () => '/exports?names=yes' },
  { route: '/exports', called: 'exports, a wrong mark', as: 'commissioner', at: () => '/exports?since=yesterday' },
];

/** A journey whose person tells their own story, and a page of it. */
function told(to) {
  return async (county) => {
    const address = await journey(county);
    await withLink(county, address);
    return address + to;
  };
}

/** Begins a story on this journey, if there is none yet; answers with the person's link. */
async function withLink(county, address) {
  const page = await county.page('worker');
  const link = await tellStory(page, address);
  await page.context().close();
  return link;
}

/** A page behind the person's own link. */
function myStory(to) {
  return async (county) => (await withLink(county, await journey(county))) + to;
}

/** The second journey of the caseload, so that the first keeps its story. */
async function takenBack(county, page) {
  const [, second] = await county.addresses('worker', '/caseload', JOURNEY);
  const link = await withLink(county, second);
  await page.goto(link);
  await page.getByRole('button', { name: 'Take my story back' }).click();
  return link;
}

/** The story of somebody who said yes to every place there is; and where the public reads it. */
async function everybodys(county, page) {
  const link = await withLink(county, await journey(county));
  for (const showing of ['paper', 'referrer', 'gallery', 'reports', 'public']) await sayYes(page, link, showing);
  return '/our-stories';
}

/** A file of what people used, and who began when, made by the tool and taken in. */
async function used(_county, _page, quilt) {
  const salt = join(quilt.folder, 'salt');
  if (existsSync(salt)) return '/stories/use';
  const { starts, use } = invented();
  for (const [name, text] of [['starts', starts], ['use', use]]) {
    const raw = join(quilt.folder, `${name}.csv`);
    const keyed = join(quilt.folder, `${name}-keyed.csv`);
    await writeFile(raw, text);
    await quilt.quilt('pseudonymise', raw, '--salt', salt, '--out', keyed, ...(name === 'starts' ? ['--new-salt'] : []));
    await quilt.quilt('import', 'use', keyed);
  }
  return '/stories/use';
}

/** A file looked at and not taken in. */
async function looked(county, page, quilt) {
  await used(county, page, quilt);
  await page.goto('/admin/use');
  await page.locator('input[type=file]').setInputFiles(join(quilt.folder, 'use-keyed.csv'));
  await page.getByRole('button', { name: 'Look at it first' }).click();
  return '/admin/use';
}

/** Somebody asked to be erased: what an administrator decides. */
async function erasure(county) {
  const page = await county.page('lead');
  await page.goto(`${await person(county)}/erase`);
  await page.getByLabel('They asked us to').check();
  await page.getByLabel('No safeguarding concern is open').check();
  await page.getByRole('button', { name: 'Ask for it to be erased' }).click();
  await page.context().close();
  return county.address('administrator', '/admin/erasures', ERASURE);
}

/** A referral that waits for the team lead. */
async function waiting(county) {
  const page = await county.page('referrer');
  await refer(page);
  await page.context().close();
  return county.address('lead', '/referrals', REFERRAL);
}

/** Publishes these services in a file and has it read. */
async function publish(quilt, name, services) {
  const file = join(quilt.folder, `${name}.json`);
  const page = { totalElements: services.length, totalPages: 1, number: 1, size: services.length, first: true, last: true };
  await writeFile(file, JSON.stringify({ content: services, ...page }));
  await quilt.quilt('import', 'directory', file);
}

/** A feed with something to mend. */
async function feed(county, _page, quilt) {
  await publish(quilt, 'feed', [
    { id: 'a1', name: 'Knit and Natter', description: 'Wool, tea and company.', status: 'active', url: 'www.example.org' },
    { id: 'a2', name: '', description: 'An entry that lost its name.', status: 'active' },
  ]);
  return county.address('administrator', '/admin/feeds', FEED);
}

/** What came of reading it. */
async function feedRun(county, page, quilt) {
  return county.address('administrator', await feed(county, page, quilt), FEED_RUN);
}

/** A feed that lost most of its services from one day to the next. */
async function lostFeed(county, _page, quilt) {
  const group = (n) => ({ id: `l${n}`, name: `Lost group ${n}`, description: 'It was there yesterday.', status: 'active' });
  const all = Array.from({ length: 40 }, (_, n) => group(n));
  await publish(quilt, 'a-lossy-council', all);
  await publish(quilt, 'a-lossy-council', all.slice(0, 8));
  return county.address('administrator', '/admin/feeds', FEED);
}

/** The same organisation in two feeds. */
async function twice(_county, _page, quilt) {
  const organization = { id: 'o', name: 'Levels Together', url: 'https://levels.example.org' };
  await publish(quilt, 'the-council', [{ id: 't1', name: 'Chess', organization }]);
  await publish(quilt, 'the-charities', [{ id: 't2', name: 'Chess', organization: { ...organization, name: 'The Levels Together CIC' } }]);
  return '/admin/organisations';
}

/** An entry somebody changed, and the page that says so. */
async function changed(county) {
  const address = await service(county);
  const page = await county.page('builder');
  await correctEntry(page, address);
  await page.context().close();
  return `${address}/history`;
}

/** What a feed says, corrected here. */
async function corrected(county, _page, quilt) {
  const file = join(quilt.folder, 'council.json');
  await writeFile(file, JSON.stringify([{ id: 'c1', name: 'Corrected choir', description: 'Singing for everybody.', status: 'active' }]));
  await quilt.quilt('import', 'directory', file);
  const page = await county.page('builder');
  const address = await county.address('builder', '/find?what=corrected+choir', SERVICE);
  await correctEntry(page, address.split(/[?#]/)[0]);
  await page.context().close();
  return '/directory/corrections';
}

/** A page behind a group's own link. */
function groupLink(to) {
  return async (county) => {
    const page = await county.page('builder');
    const address = await makeGroupLink(page, await service(county));
    await page.context().close();
    return address + to;
  };
}

/** Questions put to a person by a link, as they meet them. */
async function askedAlone(county) {
  const page = await county.page('worker');
  const address = await askAlone(page, await journey(county));
  await page.context().close();
  return address;
}

/** The measures, with the wording of an invented one loaded. */
async function withPack(_county, _page, quilt) {
  await quilt.quilt('measures', 'add', join(import.meta.dirname, '../../../crates/measure/examples/harbour.toml'));
  return '/admin/measures';
}

/** A question put to a group by a link worker, as the group meets it. */
async function asked(county) {
  const page = await county.page('worker');
  const { answer } = await askForRoom(page, await link(county));
  await page.context().close();
  return answer;
}
