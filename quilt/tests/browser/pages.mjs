// Every page there is: its route, somebody who may open it, and where one of it stands.
// `routes.test.mjs` fails when the program serves a page that is not in this list.

const JOURNEY = /^\/journeys\/[^/?#]+$/;
const PERSON = /^\/people\/[^/?#]+$/;

/** Served, but not pages: styles and script, a change of language, a word for watchers. */
export const NOT_PAGES = ['/assets/{name}', '/language/{lang}', '/health'];

const journey = (county) => county.address('worker', '/caseload', JOURNEY);

const person = async (county) => county.address('worker', await journey(county), PERSON);

/** The first link worker's person, as a colleague who has not said why meets them. */
const beneath = (to) => async (county) => (await journey(county)) + to;

/** A page without `at` stands at its route. A public page is opened in every language. */
export const PAGES = [
  { route: '/about', as: 'anyone', open: true },
  { route: '/privacy', as: 'anyone', open: true },
  { route: '/accessibility', as: 'anyone', open: true },
  { route: '/sign-in', as: 'anyone', open: true },
  { route: '/signed-in', as: 'worker' },
  { route: '/refer', as: 'referrer' },
  { route: '/refer/done/{reference}', as: 'referrer', at: referred },
  { route: '/today', as: 'worker' },
  { route: '/caseload', as: 'worker' },
  { route: '/people/{id}', as: 'worker', at: person },
  { route: '/people/{id}/why', as: 'worker', n: 1, at: async (county) => `${await person(county)}/why` },
  { route: '/journeys/{id}', as: 'worker', at: journey },
  { route: '/journeys/{id}/timeline', as: 'worker', at: beneath('/timeline') },
  { route: '/stories', as: 'commissioner' },
];

/** Refers somebody by the form, and answers with the page that thanks for it. */
async function referred(county, page) {
  await page.goto('/refer');
  await page.getByLabel('Their name').fill('Iris Coombes');
  await page.getByLabel('Phone number').fill('01632 960111');
  await page.getByLabel('Why now, in their words').fill('The days are long since the move.');
  await page.getByLabel('Yes, they agree').check();
  await page.locator('input[name=scheme]').first().check();
  await page.getByRole('button', { name: 'Send the referral' }).click();
  await page.waitForURL('**/refer/done/*');
  return new URL(page.url()).pathname;
}
