// What people do on the pages, by filling in and clicking, the way they would.

/** The path a page stands at. */
export const pathOf = (page) => new URL(page.url()).pathname;

/** Presses a button and waits for the page it leads to. */
export async function press(page, name) {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}

/** Follows the first link in the page's own part that says this, however it looks, and waits for where it leads. */
export async function follow(page, words) {
  const link = page.locator('main a').filter({ hasText: words }).first();
  await Promise.all([page.waitForEvent('load'), link.click()]);
}

/** Somebody to refer, unless told otherwise. */
export const IRIS = { name: 'Iris Coombes', phone: '01632 960111', why: 'The days are long since the move.' };

/** Fills in the form that refers somebody, without sending it. */
export async function fillReferral(page, { name, phone, why, scheme } = IRIS) {
  await page.goto('/refer');
  await page.getByLabel('Their name').fill(name);
  await page.getByLabel('Phone number').fill(phone);
  await page.getByLabel('Why now, in their words').fill(why);
  await page.getByLabel('Yes, they agree').check();
  const teams = page.locator('input[name=scheme]');
  await (scheme ? page.getByRole('radio', { name: scheme }) : teams.first()).check();
}

/** Refers somebody, and answers with the page that says thank you. */
export async function refer(page, someone) {
  await fillReferral(page, someone);
  await press(page, 'Send the referral');
  return pathOf(page);
}

/**
 * On the page that links a person with a group: asks for room by a link to copy. Answers with
 * the page that shows it (`next`) and where the group answers (`answer`).
 */
export async function askForRoom(page, address) {
  await page.goto(address);
  await page.getByLabel('I will ring and put the answer in myself').check();
  await page.getByLabel('has heard these words and agrees').check();
  await press(page, 'Make the link');
  return { next: pathOf(page), answer: (await answerAddresses(page))[0] };
}

/** Where questions are answered, as the page shows it to be copied. */
export async function answerAddresses(page) {
  const shown = await page.locator('main').innerText();
  return shown.match(/\/answer\/[\w-]+/g) ?? [];
}

/** Sends the person of this journey the four questions by a link, whatever is due; answers with where they are answered. */
export async function askAlone(page, journey) {
  await page.goto(`${journey}/ask/ons4`);
  const send = page.getByRole('button', { name: /^Send a link by/ });
  await Promise.all([page.waitForEvent('load'), send.click()]);
  const shown = await page.locator('main').innerText();
  const found = shown.match(/\/answer\/how-you-are\/[\w-]+/g) ?? [];
  return found[0];
}

/** What somebody answers who asks for support themself. */
export const ASKED = {
  name: 'Gwen Hallett',
  phone: '01632 960177',
  place: 'Taunton',
  why: 'Since I stopped work the days have no shape.',
};

/** The questions of asking, in their order; the team is only asked for when the place does not tell it. */
export const QUESTIONS = ['who', 'why', 'name', 'reach', 'place', 'easier', 'check'];

const ANSWERS = {
  who: (page) => page.locator('input[name=who][value=me]').check(),
  why: (page, { why }) => page.locator('[name=why]').fill(why),
  name: (page, { name }) => page.locator('[name=name]').fill(name),
  reach: (page, { phone }) => page.locator('[name=phone]').fill(phone),
  place: (page, { place }) => page.locator('[name=place]').fill(place),
  team: (page) => page.locator('[name=scheme]').first().check(),
  easier: () => {},
};

/** Asks for support as far as this question, and answers with its address. */
export async function beginToAsk(page, answers = ASKED, until = 'check') {
  await page.goto('/ask');
  await press(page, 'Start');
  for (let question = questionOf(page); question !== until; question = questionOf(page)) {
    await ANSWERS[question](page, answers);
    await press(page, 'Go on');
  }
  return pathOf(page);
}

const questionOf = (page) => pathOf(page).split('/').pop();

/** Asks for support to the end, and answers with the page that says thank you. */
export async function ask(page, answers = ASKED) {
  await beginToAsk(page, answers);
  await press(page, 'Send');
  return pathOf(page);
}

/** Corrects the times of an entry, and what to expect there. */
export async function correctEntry(page, address) {
  await page.goto(`${address}/edit`);
  await page.getByLabel('When').fill('Thursdays 2pm to 4pm');
  await page.getByLabel('Why is it changed?').fill('Rang them on Monday.');
  await press(page, 'Save');
}

/** Makes a group's own link, to be copied, and answers with where it leads. */
export async function makeGroupLink(page, address) {
  await page.goto(`${address}/group`);
  await page.getByLabel('Their e-mail address').fill('');
  await press(page, 'Make the link');
  const shown = await page.locator('main').innerText();
  return shown.match(/\/group\/[\w-]+/g).pop();
}

/** With a person: begins their story, in these words, and sends them its link. Answers with where the link leads. */
export async function tellStory(page, journey, words = TOLD) {
  await page.goto(`${journey}/own-story`);
  const begin = page.getByRole('button', { name: 'Begin with this' });
  if (await begin.count()) {
    await press(page, 'Begin with this');
    await page.locator('[name=mattered]').fill(words.mattered);
    await page.locator('[name=happened]').fill(words.happened);
    await page.locator('[name=now_is]').fill(words.now);
    await press(page, 'Keep these words');
  }
  await press(page, 'Write to them with a link');
  const shown = await page.locator('main').innerText();
  return shown.match(/\/my-story\/[\w-]+/)[0];
}

/** Opens where a yes is asked for, chooses to be called Bea, and says yes. */
export async function sayYes(page, story, showing) {
  await page.goto(`${story}/show/${showing}?called=another&another=Bea`);
  const seen = page.locator('input[name=seen]');
  if (await seen.count()) await seen.check();
  await press(page, 'Yes, show it like this');
}

/** What somebody tells. */
export const TOLD = {
  mattered: 'I used to run the fair with Jean. After Ron died I sat by the window and watched other people go to it.',
  happened:
    'I said I would like to be useful again. The first time, I got as far as the bus stop and went home. The second time I went in.\n\nNow I do the teas at the Talking Café in Cannington on Tuesdays. Nobody asks me how I am. They ask me where the big pot is.',
  now: 'I still have long Sundays. But on Monday nights I bake, because it is Tuesday tomorrow.',
};
