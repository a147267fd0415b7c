// A Quilt of its own for each file of tests: a small demonstration county in a folder that
// is gone afterwards, served on a port nobody uses.

import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));
const BINARY = resolve(ROOT, process.env.QUILT_BINARY ?? join(process.env.CARGO_TARGET_DIR ?? 'target', 'debug/quilt'));

/** How long a Quilt may take to answer for the first time, in milliseconds. */
const PATIENCE = 30_000;

const run = promisify(execFile);

/**
 * Fills a county and serves it. Answers with its address, the folder it lives in, a way to
 * give it commands (`quilt('verify')`), and a way to stop it. `toml` is its settings file.
 */
export async function serve({ journeys = 400, toml = '' } = {}) {
  const folder = await mkdtemp(join(tmpdir(), 'quilt-browser-'));
  const database = join(folder, 'county.sqlite');
  const base = `http://127.0.0.1:${await freePort()}`;
  const settings = ['--database', database, '--listen', base.slice('http://'.length)];
  const quilt = (...words) => run(BINARY, [...settings, ...words], { cwd: folder });

  await writeFile(join(folder, 'quilt.toml'), toml);
  await quilt('demo', '--journeys', String(journeys));
  const server = spawn(BINARY, [...settings, 'serve'], {
    cwd: folder,
    env: { ...process.env, QUILT_LOG: 'error' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const kill = () => server.kill('SIGKILL');
  process.once('exit', kill);
  await answering(base, server);

  const stop = async () => {
    process.removeListener('exit', kill);
    if (server.exitCode === null) {
      const gone = new Promise((resolve) => server.once('exit', resolve));
      server.kill('SIGTERM');
      await gone;
    }
    await rm(folder, { recursive: true, force: true });
  };
  return { base, folder, quilt, stop };
}

async function freePort() {
  const listener = createServer();
  await new Promise((resolve, reject) => listener.once('error', reject).listen(0, '127.0.0.1', resolve));
  const { port } = listener.address();
  await new Promise((resolve) => listener.close(resolve));
  return port;
}

async function answering(base, server) {
  const until = Date.now() + PATIENCE;
  while (Date.now() < until) {
    if (server.exitCode !== null) throw new Error(`Quilt stopped with ${server.exitCode} before it answered`);
    const well = await fetch(`${base}/health`).then((answer) => answer.ok).catch(() => false);
    if (well) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('Quilt did not answer in time');
}
