// No page is forgotten: what the program serves is read from its source and compared with the list.

import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { NOT_PAGES, PAGES } from './pages.mjs';

const SOURCE = fileURLToPath(new URL('../../src/', import.meta.url));

async function served() {
  const found = [];
  for (const name of await readdir(SOURCE, { recursive: true })) {
    if (!name.endsWith('.rs')) continue;
    const text = (await readFile(join(SOURCE, name), 'utf8')).replace(/^\s*\/\/.*$/gm, '');
    for (const [, path] of text.matchAll(/\bget\(\s*"(\/[^"]*)",\s*(?:Door::|DOOR\b)/g)) found.push(path);
  }
  return found.sort();
}

test('every page that is served is in the list, and every page in the list is served', async () => {
  const known = [...PAGES.map((page) => page.route), ...NOT_PAGES];
  const listed = [...new Set(known)].sort();
  const routes = await served();
  assert.ok(routes.length > 10, 'the routes could not be read from the source');
  assert.deepEqual(routes.filter((route) => !listed.includes(route)), [], 'served, but not in pages.mjs');
  assert.deepEqual(listed.filter((route) => !routes.includes(route)), [], 'in pages.mjs, but not served');
});
