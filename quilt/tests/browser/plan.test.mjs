// A plan, tried by somebody who pays: a slider moved and the wait falls, with a script and without; kept, shared, compared,
// and printed from a phone.

import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { launch, pageOf } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

const SHOTS = process.env.QUILT_SHOTS;
const PLAN = /\/plan\/[0-9a-f-]{36}/;
/** A plan is worked out while its page is waited for, and a busy machine takes its time. */
const PATIENCE = 60_000;

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

async function as(role, options = {}) {
  const page = await pageOf(browser, quilt.base, county.name(role), options);
  page.context().setDefaultTimeout(PATIENCE);
  return page;
}

/** Days within which nine in ten have begun, of the first way. */
async function days(page) {
  return Number.parseInt(await page.locator('.q-waits__figure').first().innerText(), 10);
}

/** Waits until the answer is of this state. */
const answered = (page, query) => page.locator(`#plan-now[data-query="${query}"]`).waitFor();

async function begin(page) {
  await page.goto('/plan');
  await page.getByRole('button', { name: 'Begin from the example' }).click();
  await page.waitForURL(PLAN);
}

test('a slider is moved and the wait falls off the cliff', async () => {
  const page = await as('commissioner');
  await begin(page);
  const before = await days(page);
  const slider = page.getByRole('slider', { name: 'Link workers, Practices of the town' });
  await slider.fill('3');
  await answered(page, 's0t0p0=3');
  const after = await days(page);
  assert.ok(after > before + 10, `${before} days, then ${after}`);
  assert.match(page.url(), /\?s0t0p0=3$/);
  assert.match(await page.locator('#plan-now').innerText(), /Practices of the town can begin with about/);
  if (SHOTS) await page.screenshot({ path: join(SHOTS, 'plan-beyond-the-cliff-1280.png') });
  // By keyboard, half a post at a time; the box beside it says the same.
  await page.getByRole('button', { name: 'Half a post more: Link workers, Practices of the town' }).press('Enter');
  await answered(page, 's0t0p0=3.5');
  assert.equal(await page.locator('#s0t0p0').inputValue(), '3.5');
  assert.equal(await slider.inputValue(), '3.5');
  await page.locator('#decline').fill('lots');
  await page.getByText('Write a number').first().waitFor();
  await page.locator('#decline').fill('50');
  await answered(page, 'decline=50&s0t0p0=3.5');
  assert.ok((await days(page)) < after);
  await page.context().close();
});

test('without a script a button does the same, and what is on the screen is in the address', async () => {
  const page = await as('commissioner', { javaScriptEnabled: false });
  await begin(page);
  const before = await days(page);
  assert.equal(await page.getByRole('slider').count(), 0);
  await page.locator('#s0t0p0').fill('3');
  await page.locator('#s0t0p0').press('Enter');
  await page.waitForURL(/\?s0t0p0=3$/);
  assert.ok((await days(page)) > before + 10);
  await page.getByRole('button', { name: 'Half a post more: Link workers, Practices of the town' }).click();
  await page.waitForURL(/\?s0t0p0=3\.5/);
  await page.getByRole('link', { name: /Look again/ }).first().click();
  await page.waitForURL(/\?s0t0p0=3\.5/);
  await page.context().close();
});

test('a plan is kept, shared, found by somebody else, compared and carried off', async () => {
  const page = await as('commissioner');
  await begin(page);
  await page.getByRole('slider', { name: 'Say no when they are asked, slider' }).fill('40');
  await answered(page, 'decline=40');
  await page.getByLabel('Name', { exact: true }).fill('Forty in a hundred say no');
  await page.getByRole('button', { name: 'Save as another plan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Forty in a hundred say no' }).waitFor();
  const address = page.url();
  await page.getByRole('button', { name: 'Share with everybody who plans here' }).click();
  await page.getByRole('button', { name: 'Keep it to yourself' }).waitFor();
  const lead = await as('lead');
  await lead.goto('/plan');
  await lead.getByRole('link', { name: 'Forty in a hundred say no' }).click();
  await lead.getByText('shares it. Save it as another plan').waitFor();
  await lead.context().close();
  await page.goto('/plan');
  await page.getByLabel('This plan').selectOption({ label: 'A county of three places' });
  await page.getByLabel('against this one').selectOption({ label: 'Forty in a hundred say no' });
  await page.getByRole('button', { name: 'Show them side by side' }).click();
  await page.getByText('Share of people who say no when they are asked').waitFor();
  const file = await page.request.get(`${address}/toml`);
  assert.match(await file.text(), /decline = \{ value = 0\.4/);
  const paper = await page.request.get(`${address}/pdf`);
  assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-');
  const rows = await page.request.get(`${address}/csv`);
  assert.ok((await rows.text()).split('\n').length > 100);
  await page.context().close();
});

test('what our own journeys show is put in its place', async () => {
  const page = await as('commissioner');
  await page.goto(await county.address('commissioner', '/plan', PLAN));
  await page.getByRole('link', { name: 'Use what our own journeys show' }).click();
  await page.getByText('counted here').first().waitFor();
  await page.getByRole('button', { name: 'Use them in this plan' }).click();
  await page.waitForURL(PLAN);
  await page.getByText('counted here', { exact: true }).first().waitFor();
  await page.context().close();
});

test('on a phone, and on paper', async () => {
  const page = await as('commissioner', { viewport: { width: 320, height: 640 } });
  await page.goto(await county.address('commissioner', '/plan', PLAN));
  await page.locator('#plan-now[data-state=whole]').waitFor();
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(await over(), 0);
  await page.emulateMedia({ media: 'print' });
  assert.equal(await over(), 0);
  assert.equal(await page.locator('.q-plan__set').isVisible(), false);
  assert.ok(await page.locator('#plan-now').isVisible());
  if (SHOTS) await page.screenshot({ path: join(SHOTS, 'plan-print-320.png'), fullPage: true });
  await page.context().close();
});
