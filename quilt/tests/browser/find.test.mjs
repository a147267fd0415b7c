// Finding: by keyboard alone, without a script, on a small phone, and on paper.

import assert from 'node:assert/strict';
import { mkdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { pathOf, press } from './acts.mjs';
import { freshPage, launch } from './browser.mjs';
import { County } from './county.mjs';
import { sheet } from './pages.mjs';
import { serve } from './server.mjs';

const PLAIN = { javaScriptEnabled: false };
const PHONE = { viewport: { width: 320, height: 640 } };
const AXE = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** Where pictures and papers go, to be looked at. */
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

const plainPage = (options) => freshPage(browser, quilt.base, { ...PLAIN, ...options });
const says = (page) => page.locator('main').innerText();
const shot = async (page, name) => SHOTS && page.screenshot({ path: join(SHOTS, `${name}.png`), fullPage: true });

/** Presses Tab until this has the focus. */
async function tabTo(page, wanted, most = 60) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    if (await page.evaluate((selector) => document.activeElement?.matches(selector) === true, wanted)) return;
  }
  assert.fail(`Tab never came to ${wanted}`);
}

async function axe(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate((values) => window.axe.run(document, { runOnly: { type: 'tag', values } }), TAGS);
  return violations.flatMap((found) => found.nodes.map((node) => `${found.id}: ${node.target.join(' ')}`));
}

/** How many sheets of paper come out of the printer. */
async function papers(page, name) {
  const pdf = await page.pdf({ preferCSSPageSize: true, path: SHOTS ? join(SHOTS, `${name}.pdf`) : undefined });
  return pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g).length;
}

test('by keyboard alone: ask, go through the map, tick, make a sheet', async () => {
  const page = await freshPage(browser, quilt.base);
  await page.goto('/find');
  await tabTo(page, '#what');
  await page.keyboard.type('walking');
  await tabTo(page, '#near');
  await page.keyboard.type('Taunton');
  await Promise.all([page.waitForURL(/near=Taunton/), page.keyboard.press('Enter')]);
  await page.waitForSelector('#found h3');
  await tabTo(page, '#found input[name=sheet]');
  await page.keyboard.press('Space');
  await tabTo(page, '.q-map__dot', 120);
  const name = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => location.hash.startsWith('#found-'));
  const heading = await page.locator(`${await page.evaluate(() => location.hash)} h3`).innerText();
  assert.equal(heading.replace(/\s+/g, ' '), name.replace(': ', ' '));
  assert.match(page.url(), /sheet=/, 'a tick stands in the address');
  await page.locator('#found').getByRole('button', { name: 'Make a sheet to print' }).focus();
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  assert.equal(pathOf(page), '/find/sheet');
  assert.match(await says(page), /The first time|When/);
});

test('without a script: choices, chips, the map and a sheet', async () => {
  const page = await plainPage();
  await page.goto('/find');
  await page.getByLabel('What matters to you?').fill('company');
  await page.getByLabel('Postcode or town').fill('TA1');
  await page.locator('summary').filter({ hasText: 'More choices' }).click();
  await page.getByLabel('How far').selectOption('10');
  await page.getByLabel('What is free').check();
  await press(page, 'Find');
  assert.match(page.url(), /free=yes/);
  assert.ok(await page.locator('details[open]').filter({ hasText: 'How far' }).count(), 'what was chosen stands open');
  assert.ok((await page.locator('.q-map__land').getAttribute('d')).length > 40, 'the outline is drawn');
  const dots = await page.locator('.q-map__dot').count();
  assert.ok(dots > 0 && dots <= (await page.locator('#found h3').count()));
  assert.equal(await page.getByRole('button', { name: 'Use where I am now' }).count(), 0, 'only a script can ask the device');
  const before = await page.locator('#found h2').innerText();
  await Promise.all([page.waitForEvent('load'), page.locator('.q-chip').filter({ hasText: 'Free' }).click()]);
  assert.doesNotMatch(page.url(), /free=yes/);
  assert.notEqual(await page.locator('#found h2').innerText(), '', before);
  const boxes = page.locator('#found input[type=checkbox][name=sheet]');
  await boxes.nth(0).check();
  await boxes.nth(2).check();
  await press(page, 'Keep what I ticked and look on');
  assert.match(await says(page), /There are 2 things on your sheet/);
  await page.getByLabel('What matters to you?').fill('walking');
  await press(page, 'Find');
  assert.match(await says(page), /There are 2 things on your sheet/);
  await page.locator('#found input[type=checkbox][name=sheet]:not(:checked)').first().check();
  await press(page, 'Make a sheet to print');
  assert.equal(await page.locator('.q-sheet__one').count(), 3);
});

test('the list follows what is typed, and says so', async () => {
  const page = await freshPage(browser, quilt.base);
  await page.goto('/find');
  await page.getByLabel('What matters to you?').pressSequentially('gardening', { delay: 15 });
  await page.waitForURL(/what=gardening/);
  await page.waitForFunction(() => /found/.test(document.getElementById('found-said').textContent));
  assert.equal(await page.evaluate(() => document.activeElement.id), 'what', 'typing goes on');
  assert.ok(await page.locator('#found h3').count());
  await page.locator('#found input[name=sheet]').first().check();
  await page.getByLabel('What matters to you?').fill('company');
  await page.waitForURL(/what=company.*sheet=|sheet=.*what=company/);
  assert.match(await says(page), /There is 1 thing on your sheet/);
  assert.deepEqual(await axe(page), []);
});

test('a device may say where it is, roughly', async () => {
  const page = await freshPage(browser, quilt.base, {
    geolocation: { latitude: 51.015432, longitude: -3.106789 },
    permissions: ['geolocation'],
  });
  await page.goto('/find?what=walking');
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name: 'Use where I am now' }).click()]);
  assert.equal(new URL(page.url()).searchParams.get('near'), '51.02, -3.11');
  assert.match(await says(page), /[Nn]ear where you are/);
});

for (const [name, address] of [
  ['begin', '/find'],
  ['found', '/find?what=company+on+Sundays&near=Taunton'],
  ['choosy', '/find?what=walking&near=TA5&within=20&day=2&free=yes&age=70'],
  ['nothing', '/find?what=walking&near=Taunton&within=1&day=7&part=evening&room=yes'],
]) {
  test(`on a small phone: ${name}`, async () => {
    const page = await freshPage(browser, quilt.base, PHONE);
    await page.goto(address);
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(over, 0, 'nothing goes off the side');
    assert.deepEqual(await axe(page), []);
    const small = await page.locator('.q-map__dot circle').evaluateAll((dots) =>
      dots.map((dot) => dot.getBoundingClientRect().width).filter((wide) => wide < 24),
    );
    assert.deepEqual(small, [], 'every dot is large enough for a finger');
    await shot(page, `find-${name}-320`);
  });
}

test('with a source of streets, they come under the map, from there and nowhere else', async () => {
  const streets = await serve({
    journeys: 5,
    toml: '[map_tiles]\nurl = "https://tiles.example.test/{z}/{x}/{y}.png"\nattribution = "© <Somebody>"\n',
  });
  const dot = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==', 'base64');
  try {
    const page = await freshPage(browser, streets.base);
    const asked = [];
    const said = [];
    page.on('console', (line) => line.type() === 'error' && said.push(line.text()));
    page.on('pageerror', (error) => said.push(error.message));
    await page.route(/^https:/, (route) => {
      asked.push(route.request());
      return route.fulfill({ contentType: 'image/png', body: dot });
    });
    await page.goto('/find?what=company&near=Taunton');
    await page.locator('#map').scrollIntoViewIfNeeded();
    await page.waitForSelector('.leaflet-tile-loaded');
    const dots = await page.locator('.q-map__pin').count();
    assert.ok(dots > 3, `${dots} pins`);
    assert.match(await page.locator('#map').innerText(), /© <Somebody>/);
    assert.deepEqual([...new Set(asked.map((request) => new URL(request.url()).host))], ['tiles.example.test']);
    const from = await Promise.all(asked.map((request) => request.headerValue('referer')));
    assert.ok(from.every((referer) => !referer?.includes('/find')), 'the server is not told what is looked for');
    assert.deepEqual(said, []);
    assert.deepEqual(await axe(page), []);
    await shot(page, 'find-streets');
    await page.locator('.q-map__pin').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => location.hash.startsWith('#found-'));

    // Where it does not answer, the drawing stays.
    const away = await freshPage(browser, streets.base);
    await away.route(/^https:/, (route) => route.abort());
    const failed = away.waitForEvent('requestfailed');
    await away.goto('/find?what=company&near=Taunton');
    await away.locator('#map').scrollIntoViewIfNeeded();
    await failed;
    await away.waitForFunction(() => document.querySelector('.q-map__land') && !document.querySelector('.leaflet-container'));
  } finally {
    await streets.stop();
  }
});

test('six things fit on one sheet of paper', async () => {
  for (const question of ['/find?what=company&near=Taunton', '/find?what=walking', '/find?what=help+with+money']) {
    const page = await plainPage();
    await page.goto(await sheet(county, 6, question));
    assert.equal(await page.locator('.q-sheet__one').count(), 6);
    assert.equal(await papers(page, `sheet-${new URLSearchParams(question.split('?')[1]).get('what')}`), 1, question);
    await page.context().close();
  }
});

test('large print takes more paper, and cuts nothing in two', async () => {
  const page = await plainPage();
  await page.goto(`${await sheet(county, 6)}&large=yes`);
  await page.emulateMedia({ media: 'print' });
  const size = await page.locator('.q-sheet__facts dd').first().evaluate((fact) => parseFloat(getComputedStyle(fact).fontSize));
  assert.ok(size >= 24, `${size} px is not 18 points`);
  const kept = await page.locator('.q-sheet__one').evaluateAll((all) => all.every((one) => getComputedStyle(one).breakInside === 'avoid'));
  assert.ok(kept);
  const count = await papers(page, 'sheet-large');
  assert.ok(count >= 2 && count <= 4, `${count} sheets of paper`);
  await page.goto(`${await sheet(county, 2)}&large=yes`);
  assert.ok((await papers(page, 'sheet-large-two')) <= 1, 'two fit on one');
});

test('the list prints without its boxes and buttons', async () => {
  const page = await plainPage();
  await page.goto('/find?what=company&near=Taunton');
  await page.emulateMedia({ media: 'print' });
  assert.equal(await page.locator('.q-found__choose:visible, .nhsuk-button:visible, .q-chips:visible').count(), 0);
  await papers(page, 'list');
});
