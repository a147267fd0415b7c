// The pictures of the README, taken of a county of 2,000 journeys:
//
//   QUILT_PICTURES=1 scripts/test-in-browser
//
// Without the variable nothing is taken, so that a test leaves no file changed.

import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { IRIS, fillReferral } from './acts.mjs';
import { freshPage, launch } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

const FOLDER = fileURLToPath(new URL('../../../docs/pictures/', import.meta.url));
const WIDTH = 1280;
/** What is further down than this is left out of a picture, in pixels. */
const TALLEST = 1400;
/** What a picture may weigh, in bytes. */
const HEAVIEST = 300_000;

const JOURNEY = /^\/journeys\/[^/?#]+$/;

/** The first plan that is kept, with all its draws. */
async function planned(county) {
  const page = await county.page('commissioner');
  await page.goto('/plan');
  const address = await page.locator('main a[href^="/plan/0"]').first().getAttribute('href');
  await page.goto(address);
  await page.locator('#plan-now[data-state="whole"]').waitFor({ timeout: 60_000 });
  await page.context().close();
  return address;
}

const below = (to) => async (county) => (await storied(county)) + to;

/** The first journey of the link worker's caseload on which most has happened. */
async function storied(county) {
  const page = await county.page('worker', 1);
  await page.goto('/caseload');
  const all = await page.locator('main a[href^="/journeys/"]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
  const tall = [];
  for (const address of all.filter((href) => JOURNEY.test(href)).slice(0, 30)) {
    await page.goto(address);
    const count = (what) => page.locator(what).count();
    const links = Math.min(3, await count('#links .q-row'));
    const readings = await count('.q-chart--lines tbody tr');
    tall.push({ address, told: 3 * readings + 2 * links + Math.min(4, await count('#steps .q-row')) });
  }
  await page.context().close();
  return tall.sort((a, b) => b.told - a.told)[0].address;
}

const PICTURES = [
  { name: 'home', as: 'anyone', at: () => '/' },
  { name: 'sign-in', as: 'anyone', at: () => '/sign-in' },
  { name: 'find', as: 'anyone', at: () => '/find?what=company+on+a+Sunday&near=Taunton' },
  { name: 'ask', as: 'anyone', at: () => '/ask' },
  { name: 'refer', as: 'referrer', at: () => '/refer', before: (page) => fillReferral(page, IRIS) },
  { name: 'referrals', as: 'lead', at: () => '/referrals' },
  { name: 'today', as: 'worker', n: 1, at: () => '/today' },
  { name: 'journey', as: 'worker', n: 1, at: storied },
  { name: 'record', as: 'worker', n: 1, at: below('/record') },
  { name: 'stories', as: 'commissioner', at: () => '/stories' },
  { name: 'plan', as: 'commissioner', at: planned },
  { name: 'story', as: 'worker', n: 1, at: below('/story') },
  { name: 'admin', as: 'administrator', at: () => '/admin' },
];

if (process.env.QUILT_PICTURES) await takeAll();

async function takeAll() {
  const quilt = await serve({ journeys: 2_000 });
  const browser = await launch();
  try {
    await mkdir(FOLDER, { recursive: true });
    const county = await County.meet(browser, quilt.base);
    for (const picture of PICTURES) await take(browser, quilt, county, picture);
  } finally {
    await browser.close();
    await quilt.stop();
  }
}

async function take(browser, quilt, county, { name, as, n, at, before }) {
  const page = await freshPage(browser, quilt.base, { viewport: { width: WIDTH, height: 900 }, storageState: await county.holding(as, n) });
  await page.goto(await at(county));
  await before?.(page);
  const height = Math.min(TALLEST, await page.evaluate(() => document.documentElement.scrollHeight));
  await page.setViewportSize({ width: WIDTH, height });
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
  });
  const file = join(FOLDER, `${name}.png`);
  await writeFile(file, await page.screenshot());
  const { size } = await stat(file);
  if (size > HEAVIEST) throw new Error(`${name}.png weighs ${size} bytes, which is more than ${HEAVIEST}`);
  await page.context().close();
}
