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

/** How somebody is asked after an ending how they are. */
export const FOLLOW_UP = /^\/journeys\/[^/]+\/follow-up\/\d+$/;

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
    await county.#busiestWorkerFirst();
    return county;
  }

  /**
   * What is on a link worker's day depends on the day the county is filled, so "the worker" is one of the first
   * scheme who is asked how people are after an ending. One of a team of that size always is; else the tests say so.
   */
  async #busiestWorkerFirst() {
    for (let n = 0; n < this.names('worker').length; n += 1) {
      const name = this.name('worker', n);
      if ((await this.addresses('worker', '/today', FOLLOW_UP, n)).length === 0) continue;
      const isThem = (person) => person.role === HEADINGS.worker && person.name === name;
      this.#people.sort((a, b) => isThem(b) - isThem(a));
      this.#doors.clear();
      return;
    }
    throw new Error('no link worker of the first scheme has a follow-up that is due');
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
  async addresses(role, path, pattern, n = 0) {
    const page = await this.page(role, n);
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
