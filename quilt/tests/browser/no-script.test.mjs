// Without its script, and with the browser used roughly: every task a person, a referrer or a
// group must do is done by plain forms, once, and nothing typed is lost.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { ASKED, ask, askForRoom, beginToAsk, fillReferral, pathOf, press, refer } from './acts.mjs';
import { freshPage, launch, pageOf } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

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

const plainPage = () => freshPage(browser, quilt.base, PLAIN);
const plainPageOf = (role) => pageOf(browser, quilt.base, county.name(role), PLAIN);
const says = (page) => page.locator('main').innerText();

/** How many of the referrer's referrals are of somebody called this. */
async function referralsOf(page, name) {
  await page.goto('/referrals?show=all');
  return page.locator('main a').filter({ hasText: name }).count();
}

/** The same form sent twice, as by a double click on a slow line; answers with where each led. */
async function sendTwice(page, name) {
  const form = page.locator('form').filter({ has: page.getByRole('button', { name, exact: true }) });
  const fields = await form.evaluate((form) => [...new FormData(form)]);
  const action = await form.getAttribute('action');
  const send = () =>
    page.request.post(action || pathOf(page), {
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      data: new URLSearchParams(fields).toString(),
    });
  const [first, second] = await Promise.all([send(), send()]);
  return [first, second].map((answer) => ({ status: answer.status(), path: new URL(answer.url()).pathname }));
}

test('something near is found and looked at, without an account', async () => {
  const page = await plainPage();
  await page.goto('/');
  await page.getByLabel('What matters to you?').fill('company');
  await page.getByLabel('Postcode or town').fill('Taunton');
  await press(page, 'Find');
  assert.equal(pathOf(page), '/find');
  await page.locator('main h2 a, main h3 a').first().click();
  assert.match(pathOf(page), /^\/find\/.+/);
  assert.match(await says(page), /Good to know/);
});

test('whoever finds a wrong entry can say so', async () => {
  const page = await plainPage();
  await page.goto(await county.address('anyone', '/find?what=company', /^\/find\/[^/?#]+/));
  await page.locator('details').filter({ hasText: 'Tell us' }).locator('summary').click();
  const form = page.locator('form[action$="/wrong"]');
  // Nobody writes in no time at all, and a form sent in no time at all is not believed.
  await page.waitForTimeout(3500);
  await form.locator('textarea, input[type=text]').first().fill('They meet on Thursdays now.');
  await form.getByRole('button').click();
  assert.match(await says(page), /[Tt]hank you/);
});

test('the language is changed, and stays changed', async () => {
  const page = await plainPage();
  await page.goto('/ask');
  await page.getByRole('link', { name: 'Cymraeg' }).click();
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
  await page.goto('/');
  assert.equal(await page.locator('html').getAttribute('lang'), 'cy');
});

test('somebody asks for support', async () => {
  const page = await plainPage();
  assert.match(await ask(page), /^\/ask\/done\//);
  assert.match(await says(page), /We have your message/);
});

test('what was answered is there when they come back with the code, in another browser', async () => {
  const page = await plainPage();
  await beginToAsk(page, ASKED, 'reach');
  const [code] = (await says(page)).match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  const later = await plainPage();
  await later.goto('/ask/back');
  await later.locator('[name=code]').fill(code.toLowerCase());
  await press(later, 'Go on');
  assert.match(pathOf(later), /\/reach$/);
  await later.getByRole('link', { name: 'Back' }).click();
  assert.equal(await later.locator('[name=name]').inputValue(), ASKED.name);
});

test('asking twice by a double click is asking once', async () => {
  const page = await plainPage();
  await beginToAsk(page, { ...ASKED, name: 'Nan Twice' });
  const [first, second] = await sendTwice(page, 'Send');
  assert.deepEqual([first.status, second.status], [200, 200]);
  assert.equal(first.path, second.path);
  assert.match(first.path, /^\/ask\/done\//);
});

test('going back after asking, and sending again, does no harm', async () => {
  const page = await plainPage();
  const done = await ask(page, { ...ASKED, name: 'Ned Back' });
  await page.goBack();
  const send = page.getByRole('button', { name: 'Send', exact: true });
  if (await send.isVisible()) {
    await press(page, 'Send');
    assert.equal(pathOf(page), done);
  } else {
    assert.match(await says(page), /Start again/);
  }
});

test('a referral is sent, and a double click sends it once', async () => {
  const gp = await plainPageOf('referrer');
  await fillReferral(gp, { name: 'Ivy Double', phone: '01632 960144', why: 'She asked for company.' });
  const [first, second] = await sendTwice(gp, 'Send the referral');
  assert.equal(first.path, second.path);
  assert.match(first.path, /^\/refer\/done\//);
  assert.equal(await referralsOf(gp, 'Ivy Double'), 1);
});

test('the back button, the forward button and a reload change nothing', async () => {
  const gp = await plainPageOf('referrer');
  const done = await refer(gp, { name: 'Ted Again', phone: '01632 960145', why: 'He would like to get out.' });
  await gp.reload();
  await gp.goBack();
  await gp.goForward();
  assert.equal(pathOf(gp), done);
  assert.equal(await referralsOf(gp, 'Ted Again'), 1);
});

test('what cannot be understood is said, linked to its field, and what was typed is kept', async () => {
  const gp = await plainPageOf('referrer');
  await fillReferral(gp, { name: 'Ada Kept', phone: '', why: 'Her son moved away.' });
  await press(gp, 'Send the referral');
  assert.equal(await gp.getByLabel('Their name').inputValue(), 'Ada Kept');
  assert.match(await gp.title(), /^Error/);
  await gp.locator('.nhsuk-error-summary a').first().click();
  assert.match(gp.url(), /#phone$/);
});

test('a session lost in the middle of a form gives back what was typed', async () => {
  const gp = await plainPageOf('referrer');
  await fillReferral(gp, { name: 'Mo Lost', phone: '01632 960146', why: 'Since the fire he sleeps badly.' });
  const kept = await gp.context().cookies();
  await gp.context().clearCookies({ name: 'quilt_session' });
  await press(gp, 'Send the referral');
  const text = await gp.locator('main').evaluate((main) => main.innerText + [...main.querySelectorAll('input, textarea')].map((field) => field.value).join('\n'));
  assert.match(text, /signed out/i);
  assert.match(text, /Mo Lost/);
  assert.match(text, /Since the fire he sleeps badly\./);
  // They sign in again in another tab, come back, and send it.
  await gp.context().addCookies(kept);
  await press(gp, 'Send it again');
  assert.match(pathOf(gp), /^\/refer\/done\//);
  assert.equal(await referralsOf(gp, 'Mo Lost'), 1);
});

test('a group answers by one tap, and its answer stands', async () => {
  const worker = await plainPageOf('worker');
  const journey = await county.address('worker', '/caseload', /^\/journeys\/[^/?#]+$/);
  const service = await county.address('anyone', '/find?what=company', /^\/find\/[^/?#]+/);
  const { answer } = await askForRoom(worker, `${journey}/link/${service.split(/[?#]/)[0].split('/').pop()}`);
  const group = await plainPage();
  await group.goto(answer);
  await group.getByLabel('Anything we should know?').fill('Ring Jean first.');
  await press(group, 'Yes, there is room');
  assert.match(await says(group), /Yes, there is room/);
  // The back button, and another answer: the first one stands.
  await group.goto(answer);
  assert.match(await says(group), /Thank you/);
  await worker.goto(journey);
  assert.match(await says(worker), /Ring Jean first/);
});
