// Every page, at the width of a desk and of a small phone: no barrier axe-core knows of, one
// heading at the top, nothing off the side, nothing from elsewhere, and light to carry.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { freshPage, launch } from './browser.mjs';
import { County } from './county.mjs';
import { PAGES } from './pages.mjs';
import { serve } from './server.mjs';

const WIDTHS = [1280, 320];
const LANGUAGES = ['en', 'cy'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** HTML, styles and script together, compressed, in bytes: what a page may weigh on a slow phone. */
const HEAVIEST = 60 * 1024;

const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
/** Where pictures of every page go, to be looked at. Without it none are taken. */
const SHOTS = process.env.QUILT_SHOTS;

let quilt;
let browser;
let county;

before(async () => {
  quilt = await serve();
  browser = await launch();
  county = await County.meet(browser, quilt.base);
  if (SHOTS) await mkdir(SHOTS, { recursive: true });
});

after(async () => {
  await browser?.close();
  await quilt?.stop();
});

for (const entry of PAGES) {
  test(`${entry.route}${entry.called ? `, ${entry.called}` : ''}, opened by ${entry.as}`, async () => {
    const storageState = await county.holding(entry.as, entry.n);
    const address = await addressOf(entry, storageState);
    for (const lang of entry.open ? LANGUAGES : ['en']) {
      const wrong = await judge(entry, address, { lang, storageState });
      assert.deepEqual(wrong, [], `${address} in ${lang}:\n${wrong.join('\n')}`);
    }
  });
}

test('a page that is not there says so as carefully', async () => {
  assert.deepEqual(await judge({ as: 'anyone', status: 404 }, '/nowhere', { lang: 'en' }), []);
});

async function addressOf(entry, storageState) {
  if (!entry.at) return entry.route;
  const page = await freshPage(browser, quilt.base, { storageState });
  const address = await entry.at(county, page, quilt);
  await page.context().close();
  return address;
}

/** Opens a page in a browser that keeps nothing from before, and lists what is wrong with it. */
async function judge(entry, address, { lang, storageState }) {
  const page = await freshPage(browser, quilt.base, { storageState });
  await page.context().addCookies([{ name: 'quilt_lang', value: lang, url: quilt.base }]);
  const wrong = [];
  const requests = [];
  page.on('request', (request) => requests.push(request));
  page.on('console', (said) => {
    if (said.type() !== 'error' || (entry.status && said.text().includes(`status of ${entry.status}`))) return;
    wrong.push(`the console says: ${said.text()}`);
  });
  page.on('pageerror', (error) => wrong.push(`the script failed: ${error.message}`));
  const answer = await page.goto(address);
  if (answer.status() !== (entry.status ?? 200)) wrong.push(`it answered ${answer.status()}`);
  wrong.push(...(await heavy(requests)));
  await page.evaluate(AXE);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await settled(page);
    const here = [...(await markup(page, lang)), ...(await barriers(page))];
    wrong.push(...here.map((what) => `at ${width} px, ${what}`));
    if (SHOTS) await page.screenshot({ path: join(SHOTS, shotName(entry, address, width, lang)), fullPage: true });
  }
  wrong.push(...foreign(requests));
  await page.context().close();
  return wrong;
}

/** Waits until what a script does about a window's new width is done. */
async function settled(page) {
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 50)))));
}

async function markup(page, lang) {
  const seen = await page.evaluate(() => ({
    headings: document.querySelectorAll('h1').length,
    over: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    lang: document.documentElement.lang,
    unsaid: document.body.innerText.match(/⟨[^⟩]*⟩/)?.[0],
  }));
  const wrong = [];
  if (seen.headings !== 1) wrong.push(`it has ${seen.headings} h1 headings`);
  if (seen.over > 0) wrong.push(`it is ${seen.over} px wider than the window`);
  if (seen.lang !== lang) wrong.push(`it says it is in ${seen.lang}`);
  if (seen.unsaid) wrong.push(`words are missing: ${seen.unsaid}`);
  return wrong;
}

function foreign(requests) {
  return requests
    .map((request) => new URL(request.url()))
    .filter((url) => url.protocol !== 'data:' && url.origin !== quilt.base)
    .map((url) => `it asks ${url.host} for something`);
}

async function heavy(requests) {
  let weight = 0;
  for (const request of requests) {
    if (!['document', 'stylesheet', 'script'].includes(request.resourceType())) continue;
    weight += (await request.sizes()).responseBodySize;
  }
  return weight > HEAVIEST ? [`it weighs ${Math.round(weight / 1024)} kB`] : [];
}

/** What axe-core finds; it is put in the page past its content security policy, which stays in force. */
async function barriers(page) {
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), TAGS);
  return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${found.help}: ${node.target.join(' ')}\n    ${node.html.slice(0, 300)}`));
}

function shotName(entry, address, width, lang) {
  const name = (entry.called ?? entry.route ?? address).replace(/[^a-z]+/gi, '-').replace(/^-|-$/g, '') || 'home';
  return `${name}-${entry.as}-${width}${lang === 'en' ? '' : `-${lang}`}.png`;
}
