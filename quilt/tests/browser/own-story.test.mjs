// Somebody's own story, without any script: begun with a link worker, shaped and shown by the
// person with a link, and gone everywhere at one tap.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { TOLD, press, sayYes, tellStory } from './acts.mjs';
import { freshPage, launch, pageOf } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

const PLAIN = { javaScriptEnabled: false };
const JOURNEY = /^\/journeys\/[^/?#]+$/;

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

async function wordsAt(role, path) {
  const page = role === 'anyone' ? await freshPage(browser, quilt.base, PLAIN) : await pageOf(browser, quilt.base, county.name(role), PLAIN);
  await page.goto(path);
  const words = await says(page);
  await page.context().close();
  return words;
}

test('a story is told, shown where its teller said yes, and taken back by one tap', async () => {
  const worker = await pageOf(browser, quilt.base, county.name('worker'), PLAIN);
  const journey = await county.address('worker', '/caseload', JOURNEY);
  const link = await tellStory(worker, journey);
  const end = /where the big pot is/;
  assert.doesNotMatch(await wordsAt('anyone', '/our-stories'), end);

  const person = await freshPage(browser, quilt.base, PLAIN);
  await person.goto(`${link}/show/public`);
  await person.getByLabel('Another name').check();
  await person.locator('[name=another]').first().fill('Bea');
  await press(person, 'Show me how it looks');
  assert.match(await says(person), /Bea/);
  await person.locator('input[name=out][value=Jean]').check();
  await press(person, 'Take out what I ticked');
  assert.match(await says(person), /the fair with (somebody|…)\./);
  await press(person, 'Yes, show it like this');
  assert.match(await says(person), /Say that you have looked/);
  await person.getByLabel('I have looked at these, and they may stay').check();
  await press(person, 'Yes, show it like this');
  assert.match(await says(person), /You said yes on/);
  await sayYes(person, link, 'gallery');
  await sayYes(person, link, 'reports');
  for (const [role, path] of [['anyone', '/our-stories'], ['lead', '/stories/people'], ['commissioner', '/stories/people']]) {
    const words = await wordsAt(role, path);
    assert.match(words, end, path);
    assert.match(words, /Bea/, path);
    assert.doesNotMatch(words, /Jean/, path);
  }

  await person.goto(link);
  await press(person, 'Take my story back');
  assert.match(await says(person), /Your story is gone/);
  for (const [role, path] of [['anyone', '/our-stories'], ['lead', '/stories/people'], ['commissioner', '/stories/people'], ['worker', `${journey}/own-story`]]) {
    assert.doesNotMatch(await wordsAt(role, path), end, path);
  }
  assert.ok(TOLD.happened.match(end));
});
