// Somebody answers alone: by a link, by keyboard, without a script, in either language; and what they
// said is on their lines.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { askAlone, pathOf, press } from './acts.mjs';
import { freshPage, launch } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

const JOURNEY = /^\/journeys\/[^/?#]+$/;

let quilt;
let browser;
let county;
let journeys;

before(async () => {
  quilt = await serve();
  browser = await launch();
  county = await County.meet(browser, quilt.base);
  journeys = [...new Set(await county.addresses('worker', '/caseload', JOURNEY))];
});

after(async () => {
  await browser?.close();
  await quilt?.stop();
});

const says = (page) => page.locator('main').innerText();

async function link(n) {
  const page = await county.page('worker');
  const address = await askAlone(page, journeys[n]);
  await page.context().close();
  assert.match(address ?? '', /^\/answer\/how-you-are\//, 'a link was made');
  return address;
}

test('by keyboard alone', async () => {
  const page = await freshPage(browser, quilt.base);
  await page.goto(await link(0));
  assert.match(await says(page), /how satisfied are you with your life nowadays/);
  // The first number takes the focus; arrows choose, as in any group of radios.
  for (const [n, arrows] of [[0, 6], [1, 7], [2, 5], [3, 3]]) {
    await page.locator('fieldset').nth(n).locator('input').first().focus();
    await page.keyboard.press('Space');
    for (let press = 0; press < arrows; press += 1) await page.keyboard.press('ArrowRight');
  }
  const chosen = await page.locator('input:checked').evaluateAll((inputs) => inputs.map((input) => input.value));
  assert.deepEqual(chosen, ['6', '7', '5', '3']);
  await page.getByRole('button', { name: 'Send my answers' }).focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.match(await says(page), /Your answers are kept/);

  const worker = await county.page('worker');
  await worker.goto(`${journeys[0]}/lines`);
  assert.match(await says(worker), /Satisfied with life: .*6/);
  assert.match(await says(worker), /In words/);
});

test('without a script, stopping half way, in Welsh', async () => {
  const page = await freshPage(browser, quilt.base, { javaScriptEnabled: false });
  const address = await link(1);
  await page.goto(`${address}?lang=cy`);
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
  // An instrument reworded is no longer that instrument: the question stays as it was tested.
  assert.match(await says(page), /profi air am air/);
  assert.equal(await page.locator('div[lang=en] fieldset').count(), 4);
  // The circle lies over its number: a finger on either chooses it.
  await page.getByLabel('4', { exact: true }).first().check();
  await press(page, 'Stopio yma');
  assert.match(await says(page), /Mae eich atebion wedi.u cadw/);
  await page.goto(address);
  assert.equal(await page.locator('fieldset').count(), 0, 'it works once');
});

test('nothing chosen is asked about again, and saying no is taken for an answer', async () => {
  const page = await freshPage(browser, quilt.base, { javaScriptEnabled: false });
  await page.goto(await link(2));
  await press(page, 'Send my answers');
  assert.match(await says(page), /Choose an answer to one of the questions/);
  await press(page, 'Stop here');
  assert.match(await says(page), /We will not ask you again this time/);
  const worker = await county.page('worker');
  await worker.goto(`${journeys[2]}/timeline`);
  assert.match(await says(worker), /Would rather not answer/);
});

test('a wrong number is said beside its field, and what was typed stays', async () => {
  const worker = await county.page('worker');
  await worker.goto(`${journeys[0]}/ask/swemwbs`);
  await worker.getByLabel('Item 1', { exact: false }).first().fill('9');
  await worker.getByLabel('How were they asked?').selectOption('paper');
  await press(worker, 'Keep their answers');
  assert.equal(pathOf(worker), `${journeys[0]}/ask/swemwbs`);
  assert.match(await says(worker), /9 is off that scale/);
  assert.equal(await worker.locator('#a-i1').inputValue(), '9');
});
