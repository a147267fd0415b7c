// What people used of the health service, without any script: a file made by the tool is looked at,
// kept, told of with its cautions, and a file made with another salt is refused in words.

import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { press } from './acts.mjs';
import { launch, pageOf } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';
import { invented } from './use.mjs';

const PLAIN = { javaScriptEnabled: false };

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

const says = (page) => page.locator('main').innerText();

/** Makes a file of keys; answers with where it is. */
async function keyed(name, text, salt, ...more) {
  const raw = join(quilt.folder, `${name}.csv`);
  const out = join(quilt.folder, `${name}-keyed.csv`);
  await writeFile(raw, text);
  await quilt.quilt('pseudonymise', raw, '--salt', join(quilt.folder, salt), '--out', out, ...more);
  return out;
}

async function lookAt(page, file) {
  await page.goto('/admin/use');
  await page.locator('input[type=file]').setInputFiles(file);
  await press(page, 'Look at it first');
  return says(page);
}

test('a file is looked at, kept, and told of', async () => {
  const { starts, use } = invented();
  const admin = await pageOf(browser, quilt.base, county.name('administrator'), PLAIN);
  const files = [await keyed('starts', starts, 'salt', '--new-salt'), await keyed('use', use, 'salt')];
  assert.doesNotMatch(await readFile(files[1], 'utf8'), /(^|,)999\d{7}(,|$)/m);
  for (const file of files) {
    assert.match(await lookAt(admin, file), /Nothing was kept yet/);
    await press(admin, 'Keep it');
  }
  assert.match(await says(admin), /People to compare with\s+400/);

  const payer = await pageOf(browser, quilt.base, county.name('commissioner'), PLAIN);
  await payer.goto('/stories/use');
  for (const words of [/On average/, /Beside people without a journey/, /Frequent users fall, rare users rise/, /Time set free is not cash/]) {
    assert.match(await says(payer), words);
  }
  assert.doesNotMatch(await says(payer), /£/);
  await payer.getByLabel('How long before and after').selectOption('3');
  await press(payer, 'Show this');
  assert.match(await says(payer), /3 months before and after/);

  const other = await keyed('other', use, 'other-salt', '--new-salt');
  assert.match(await lookAt(admin, other), /made with another salt/);
  assert.match(await lookAt(admin, join(quilt.folder, 'use.csv')), /was not made by/);
});
