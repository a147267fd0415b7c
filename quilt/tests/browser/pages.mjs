// Every page there is: its route, somebody who may open it, and where one of it stands.
// `routes.test.mjs` fails when the program serves a page that is not in this list.

import { askForRoom, refer } from './acts.mjs';

const JOURNEY = /^\/journeys\/[^/?#]+$/;
const PERSON = /^\/people\/[^/?#]+$/;
const REFERRAL = /^\/referrals\/[^/?#]+$/;
const SERVICE = /^\/find\/[^/?#]+/;

/** Served, but not pages: styles and script, a change of language, a word for watchers. */
export const NOT_PAGES = ['/assets/{name}', '/language/{lang}', '/health'];

const journey = (county) => county.address('worker', '/caseload', JOURNEY);

const person = async (county) => county.address('worker', await journey(county), PERSON);

const beneath = (to) => async (county) => (await journey(county)) + to;

const service = async (county) => (await county.address('anyone', '/find?what=company', SERVICE)).split(/[?#]/)[0];

const link = async (county) => `${await journey(county)}/link/${(await service(county)).split('/').pop()}`;

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
  { route: '/find/{service}', as: 'anyone', open: true, at: service },
  { route: '/find/{service}', as: 'builder', at: service },
  { route: '/refer', as: 'referrer' },
  { route: '/refer/done/{reference}', as: 'referrer', at: (_, page) => refer(page) },
  { route: '/referrals', as: 'lead' },
  { route: '/referrals', as: 'referrer' },
  { route: '/referrals/{id}', as: 'lead', at: (county) => county.address('lead', '/referrals', REFERRAL) },
  { route: '/referrals/{id}', as: 'referrer', at: (county) => county.address('referrer', '/referrals', REFERRAL) },
  { route: '/today', as: 'worker' },
  { route: '/caseload', as: 'worker' },
  { route: '/caseload', as: 'lead' },
  { route: '/people/{id}', as: 'worker', at: person },
  { route: '/people/{id}/change', as: 'worker', at: async (county) => `${await person(county)}/change` },
  { route: '/people/{id}/why', as: 'worker', n: 1, at: async (county) => `${await person(county)}/why` },
  { route: '/journeys/{id}', as: 'worker', at: journey },
  { route: '/journeys/{id}/timeline', as: 'worker', at: beneath('/timeline') },
  { route: '/journeys/{id}/record', as: 'worker', at: beneath('/record') },
  { route: '/journeys/{id}/link/{service}', as: 'worker', at: link },
  { route: '/journeys/{id}/link/{service}/next', as: 'worker', at: async (county, page) => (await askForRoom(page, await link(county))).next },
  { route: '/answer/{token}', as: 'anyone', open: true, at: asked },
  { route: '/stories', as: 'commissioner' },
];

/** A question put to a group by a link worker, as the group meets it. */
async function asked(county) {
  const page = await county.page('worker');
  const { answer } = await askForRoom(page, await link(county));
  await page.context().close();
  return answer;
}
