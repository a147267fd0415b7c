// One whole journey, clicked through by the six people it takes, and then the ledger of it.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { answerAddresses, askForRoom, follow, pathOf, press, refer } from './acts.mjs';
import { freshPage, launch } from './browser.mjs';
import { County } from './county.mjs';
import { serve } from './server.mjs';

const IRIS = { name: 'Iris Tidball', phone: '01632 960155', why: 'The days are long since the move to Maple Court.' };
const MATTERS = 'Hearing the birds wake up. And somebody to tell about it.';
const STEP = 'Walk to the bench by the weir once';

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

/** What the page says in its own part. */
const says = (page) => page.locator('main').innerText();

async function mustSay(page, words) {
  const text = await says(page);
  assert.ok(text.includes(words), `${pathOf(page)} should say “${words}”. It says:\n${text}`);
}

test('from the surgery to the ledger', async (t) => {
  const gp = await county.page('referrer');
  const lead = await county.page('lead');
  const worker = await county.page('worker');
  let journey;
  let room;
  // Each step stands on those before it, so the first that fails ends the test.
  const step = async (name, act) => {
    await act().catch((error) => {
      throw new Error(`${name}: ${error.message}`, { cause: error });
    });
    t.diagnostic(name);
  };

  await step('a GP refers', async () => {
    await refer(gp, { ...IRIS, scheme: county.scheme });
    await mustSay(gp, 'They are on the list.');
  });

  await step('the team lead accepts, and finds a link worker', async () => {
    await lead.goto('/referrals');
    await follow(lead, IRIS.name);
    await mustSay(lead, IRIS.why);
    await lead.getByLabel('They said yes').check();
    await press(lead, 'Save what was decided');
    if (pathOf(lead) === '/referrals') await lead.goBack();
    await lead.getByLabel(county.name('worker'), { exact: true }).check();
    await press(lead, 'Give them this link worker');
  });

  await step('the link worker begins', async () => {
    await worker.goto('/today');
    await mustSay(worker, IRIS.name);
    await press(worker, 'Begin Iris’s journey');
    journey = pathOf(worker);
    assert.match(journey, /^\/journeys\/[^/]+$/);
  });

  await step('and records the first conversation', async () => {
    await follow(worker, 'Record a contact');
    await worker.getByLabel('What was it?').selectOption('visit');
    await worker.getByLabel('Minutes').fill('50');
    await worker.getByLabel('What was said and done').fill('Tea at the window. She knows every bird by its voice.');
    await worker.getByLabel('What matters to Iris').fill(MATTERS);
    await worker.getByLabel('A new step, in their words').fill(STEP);
    await worker.getByText('Something new troubles them').click();
    await worker.locator('[name=concern]').fill('Not knowing anybody here');
    await worker.locator('[name=severity]').selectOption('5');
    for (const [question, answer] of Object.entries({ satisfied: 4, worthwhile: 5, happy: 4, anxious: 6 })) {
      await worker.locator(`[name=${question}]`).fill(String(answer));
    }
    await worker.locator('[name=asked_how]').selectOption('read_aloud');
    await press(worker, 'Save');
    assert.equal(pathOf(worker), journey);
    for (const words of [MATTERS, STEP, 'Not knowing anybody here', 'every bird by its voice']) await mustSay(worker, words);
  });

  await step('finds a group, and asks it “room for one?”', async () => {
    await follow(worker, 'Find something near them');
    await worker.getByLabel('What matters to Iris?').fill('a gentle walk');
    await press(worker, 'Find');
    await follow(worker, 'Link Iris');
    room = await askForRoom(worker, pathOf(worker));
    assert.ok(room.answer, 'the link to answer with is shown, to be copied');
    await worker.goto(journey);
    await mustSay(worker, 'Room for one? asked');
  });

  await step('the group answers by one tap, and needs no account', async () => {
    const group = await freshPage(browser, quilt.base, { viewport: { width: 375, height: 700 } });
    await group.goto(room.answer);
    assert.ok(!(await says(group)).includes('Iris'), 'no name goes with the question');
    await press(group, 'Yes, there is room');
    await mustSay(group, 'Thank you');
    await group.context().close();
  });

  await step('Iris says that she got there', async () => {
    await worker.goto(journey);
    await follow(worker, await linkedTo(worker));
    assert.equal(pathOf(worker), room.next, 'the row of a link leads to what comes next with it');
    await press(worker, 'Ask Iris');
    if (pathOf(worker) !== room.next) await worker.goto(room.next);
    const address = (await answerAddresses(worker)).find((address) => address !== room.answer);
    assert.ok(address, 'the link for Iris is shown, to be copied');
    const iris = await freshPage(browser, quilt.base, { viewport: { width: 375, height: 700 } });
    await iris.goto(address);
    await press(iris, 'Yes, I got there');
    await mustSay(iris, 'Well done');
    await iris.context().close();
    await worker.goto(journey);
    await mustSay(worker, 'Came');
  });

  await step('it ends well, with a letter', async () => {
    await follow(worker, 'End well');
    await worker.getByLabel('What changed?').fill('I know four people by name, and eleven birds.');
    await worker.getByLabel('What holds?').fill('The Friday walk.');
    await press(worker, 'Draft it again from what is written above');
    assert.match(await worker.getByLabel('The letter').inputValue(), /eleven birds/);
    await press(worker, 'End the journey');
    assert.equal(pathOf(worker), `${journey}/letter`);
    await mustSay(worker, MATTERS);
  });

  await step('and it is a story', async () => {
    await worker.goto(`${journey}/story`);
    for (const words of [MATTERS, 'The Friday walk.']) await mustSay(worker, words);
  });

  await step('the GP hears that it began and ended', async () => {
    await gp.goto('/referrals');
    const text = await says(gp);
    assert.match(text, /Iris Tidball[\s\S]{0,200}came to its end/);
    assert.ok(!text.includes(MATTERS), 'and nothing of what was said');
  });

  await step('the commissioner reads of many, and of nobody', async () => {
    const commissioner = await county.page('commissioner');
    await commissioner.goto('/stories');
    await mustSay(commissioner, 'What changed, and for whom');
    assert.ok(!(await says(commissioner)).includes('Iris'));
    const answer = await commissioner.goto(journey);
    assert.equal(answer.status(), 404);
  });

  await step('the ledger is whole', async () => {
    const { stdout } = await quilt.quilt('verify');
    assert.match(stdout, /The ledger is whole\./);
  });
});

/** The name of the one group Iris is linked with. */
async function linkedTo(page) {
  return (await page.locator('#links a').first().innerText()).trim();
}
