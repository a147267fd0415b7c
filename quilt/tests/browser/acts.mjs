// What people do on the pages, by filling in and clicking, the way they would.

/** The path a page stands at. */
export const pathOf = (page) => new URL(page.url()).pathname;

/** Presses a button and waits for the page it leads to. */
export async function press(page, name) {
  await Promise.all([page.waitForEvent('load'), page.getByRole('button', { name, exact: true }).click()]);
}

/** Follows a link and waits for the page it leads to. */
export async function follow(page, name) {
  await Promise.all([page.waitForEvent('load'), page.getByRole('link', { name }).first().click()]);
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
  const team = scheme ? page.getByLabel(scheme, { exact: true }) : page.locator('input[name=scheme]').first();
  await team.check();
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
  const shown = await page.locator('main').innerText();
  return { next: pathOf(page), answer: shown.match(/\/answer\/[\w-]+/)?.[0] };
}
