// Who is who in the demonstration county, and where there is something to look at.

import { everyone, freshPage, pageOf } from './browser.mjs';

/** The headings of the sign-in page, by the role a page is opened as. */
const HEADINGS = {
  lead: 'Team lead',
  worker: 'Link workers',
  referrer: 'Referrers',
  builder: 'Builders',
  commissioner: 'Commissioners',
  administrator: 'Administrator',
};

export class County {
  #browser;
  #base;
  #people = [];
  #doors = new Map();

  constructor(browser, base) {
    this.#browser = browser;
    this.#base = base;
  }

  static async meet(browser, base) {
    const county = new County(browser, base);
    const page = await freshPage(browser, base);
    county.#people = await everyone(page);
    await page.context().close();
    return county;
  }

  /** Everyone in this role, of the first scheme that has any. */
  names(role) {
    const all = this.#people.filter((person) => person.role === HEADINGS[role]);
    const names = all.filter((person) => person.scheme === all[0].scheme).map((person) => person.name);
    if (names.length === 0) throw new Error(`nobody in the county is a ${role}`);
    return names;
  }

  /** The first scheme: that of every lead and worker met here. */
  get scheme() {
    return this.#people.find((person) => person.role === HEADINGS.lead).scheme;
  }

  name(role, n = 0) {
    return this.names(role)[n];
  }

  /** What a browser must hold to be this person, so that signing in is done once. "anyone" holds nothing. */
  async holding(role, n = 0) {
    if (role === 'anyone') return undefined;
    const key = `${role} ${n}`;
    if (!this.#doors.has(key)) {
      const page = await pageOf(this.#browser, this.#base, this.name(role, n));
      this.#doors.set(key, await page.context().storageState());
      await page.context().close();
    }
    return this.#doors.get(key);
  }

  /** A page of this person's, signed in. */
  async page(role, n = 0) {
    return freshPage(this.#browser, this.#base, { storageState: await this.holding(role, n) });
  }

  /** Addresses on a page that look like this, each once, in order. */
  async addresses(role, path, pattern) {
    const page = await this.page(role);
    await page.goto(path);
    const all = await page.locator('a[href]').evaluateAll((links) => links.map((link) => link.getAttribute('href')));
    await page.context().close();
    return [...new Set(all.filter((href) => pattern.test(href)))];
  }

  /** The first of them. */
  async address(role, path, pattern) {
    const [first] = await this.addresses(role, path, pattern);
    if (!first) throw new Error(`${path} has no link like ${pattern} for a ${role}`);
    return first;
  }
}
