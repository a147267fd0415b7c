// The group's story, read without a script and without a mouse: chosen more closely, opened to its numbers, taken
// away as a file and on paper, and drawn again as it was known before.

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, pageOf } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

const PLAIN = { javaScriptEnabled: false };
const SHOTS = process.env.QUILT_SHOTS;

let quilt;
let browser;
let county;

before(async () => {
  quilt = await serve();
  browser = await launch();
  county = await County.meet(browser, quilt.base);
});

after(async () => {
  await browser?.close();
  await quilt?.stop();
});

const as = (role) => pageOf(browser, quilt.base, county.name(role), PLAIN);
const says = (page) => page.locator('main').innerText();

/** Goes on with the Tab key until something with this name is in focus. */
async function tabTo(page, name) {
  for (let n = 0; n < 200; n += 1) {
    await page.keyboard.press('Tab');
    const at = page.locator(':focus');
    const words = await at.evaluate((it) => it.labels?.[0]?.innerText ?? it.innerText ?? '').catch(() => '');
    if (words.trim().startsWith(name)) return at;
  }
  throw new Error(`no Tab leads to ${name}`);
}

test('a closer choice is made by keyboard, and its address says it again', async () => {
  const page = await as('commissioner');
  await page.goto('/stories?from=&to=');
  const more = await tabTo(page, 'Choose more closely');
  await page.keyboard.press('Enter');
  assert.ok(more);
  const fifth = await tabTo(page, 'How deprived the place is');
  await fifth.selectOption('f1');
  await tabTo(page, 'Show this story');
  await page.keyboard.press('Enter');
  await page.waitForURL(/deprived=f1/);
  assert.match(await says(page), /living in deprivation fifth 1/);
  await page.context().close();
});

test('a number opens to everything there is to say of it', async () => {
  const page = await as('commissioner');
  await page.goto('/stories?from=&to=');
  await page.getByRole('link', { name: /^Show the numbers ?: / }).first().click();
  for (const words of ['Who answered, and who is missing', 'Effect sizes', 'SRM', 'From which band to which', 'For whom', 'No published threshold']) {
    assert.ok((await says(page)).includes(words), words);
  }
  await page.goto('/stories/behind?number=began&from=&to=');
  assert.match(await says(page), /Rows are shown to team leads/);
  assert.equal(await page.locator('main a[href^="/journeys/"]').count(), 0);
  await page.context().close();
});

test('a team lead sees the rows of their own scheme', async () => {
  const page = await as('lead');
  await page.goto('/stories/behind?number=began&from=&to=');
  const rows = page.locator('main a[href^="/journeys/"]');
  assert.ok((await rows.count()) > 5);
  await rows.first().click();
  await page.waitForURL(/\/journeys\//);
  await page.context().close();
});

test('it is taken away as rows and on paper, and says as known when', async () => {
  const page = await as('commissioner');
  const day = new Date(Date.now() - 150 * 86_400_000).toISOString().slice(0, 10);
  const rows = await page.request.get(`/stories/csv?table=flow&from=&to=&as_known=${day}`);
  assert.equal(rows.status(), 200);
  const lines = (await rows.text()).trim().split('\n');
  assert.ok(lines.length > 5 && lines.slice(1).every((line) => line.includes('as known at the end of')));
  const paper = await page.request.get('/stories/pdf?from=&to=');
  const bytes = await paper.body();
  assert.equal(bytes.subarray(0, 5).toString(), '%PDF-');
  await page.goto(`/stories?from=&to=&as_known=${day}`);
  assert.match(await says(page), /Drawn again from the ledger/);
  if (SHOTS) {
    await mkdir(SHOTS, { recursive: true });
    await writeFile(join(SHOTS, 'stories.pdf'), bytes);
    await page.goto('/stories?from=&to=');
    await page.emulateMedia({ media: 'print' });
    await writeFile(join(SHOTS, 'stories-print.pdf'), await page.pdf({ format: 'A4' }));
  }
  await page.context().close();
});
