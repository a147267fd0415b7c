// Chromium, and the people of the demonstration county who use it.

import { chromium } from 'playwright-core';

const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--lang=en-GB',
];

/** A wait of more than this, in milliseconds, is a failure. */
const PATIENCE = 10_000;

export async function launch() {
  return chromium.launch({ executablePath: process.env.QUILT_CHROMIUM ?? '/usr/bin/chromium', args: QUIET });
}

/** A browser nobody has used yet, with one page open. Options are Playwright's. */
export async function freshPage(browser, base, options = {}) {
  const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  context.setDefaultTimeout(PATIENCE);
  return context.newPage();
}

/** Chooses who to be, the way anyone does in a demonstration. */
export async function signIn(page, name, to = '/') {
  await page.goto(`/sign-in?to=${encodeURIComponent(to)}`);
  await page.getByRole('button', { name, exact: true }).first().click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** A page of somebody signed in, in a browser of their own. */
export async function pageOf(browser, base, name, options) {
  const page = await freshPage(browser, base, options);
  await signIn(page, name);
  return page;
}

/**
 * Everyone one can be, as the sign-in page lists them: `{ scheme, role, name }`, where role
 * is the heading they stand under ("Team lead", "Link workers", "Referrers", …).
 */
export async function everyone(page) {
  await page.goto('/sign-in');
  return page.locator('.q-actions').evaluateAll((lists) =>
    lists.flatMap((list) => {
      const role = list.previousElementSibling?.textContent?.trim() ?? '';
      const scheme = list.closest('.nhsuk-card')?.querySelector('h2')?.textContent?.trim() ?? '';
      return [...list.querySelectorAll('button')].map((button) => ({ scheme, role, name: button.textContent.trim() }));
    }),
  );
}
