import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { until } from '../../e2e/support/until';
import { commandOf, processFact } from '../world/processes';
import { endAllOf, FOLDER_VARIABLE } from './end-all-of';
import { guard, type GuardedEnd } from './guard';

let folder: string;
let told: string[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-guard-'));
  told = [];
});

afterEach(async () => {
  await endAllOf(folder);
  rmSync(folder, { recursive: true });
});

function run(
  code: string,
  options: { readonly limit?: number; readonly once?: boolean; readonly signal?: AbortSignal } = {}
): Promise<GuardedEnd> {
  const { limit = 60_000, once = false, signal = new AbortController().signal } = options;
  return guard({ command: [process.execPath, '-e', code], folder, limit, once, orderly: 500, tell: words => told.push(words), signal });
}

const pidIn = (name: string): number => Number(readFileSync(join(folder, name), 'utf8'));

/** Starts somebody of a session of its own who ends by no signal but SIGKILL, and notes its pid. */
const LEAVE = `
  const { spawn } = require('node:child_process');
  const { writeFileSync } = require('node:fs');
  const left = spawn('sh', ['-c', 'trap "" TERM; while :; do sleep 0.2; done'], { detached: true, stdio: 'ignore' });
  writeFileSync(process.env.${FOLDER_VARIABLE} + '/left', String(left.pid));
  left.unref();
`;

it('passes the exit code on', async () => {
  expect(await run('process.exit(0)')).toEqual({ code: 0 });
  expect(await run('process.exit(3)')).toEqual({ code: 3 });
  expect(told).toEqual([]);
});

it('ends one that takes too long, with words about what it waits for', async () => {
  const end = await run(`process.send({ doing: ['the rest', 'a fault'], fresh: false }); setInterval(() => {}, 1000)`, { limit: 600 });

  expect(end).toEqual({ code: null, why: 'it has not ended within 0.01 min; it waited for: the rest; a fault' });
});

it('ends one that answers to nothing any more, and all that it left', async () => {
  const code = `${LEAVE} process.on('SIGTERM', () => {}); process.send({ doing: ['a loop'], fresh: false }, () => { for (;;); })`;

  const end = await run(code, { limit: 1_000 });

  expect(end).toMatchObject({ code: null, why: expect.stringContaining('a loop') as string });
  expect(processFact(pidIn('left'))).toBeNull();
  expect(told.at(-1)).toContain('left behind, ended');
});

it('lets one end in order that can', async () => {
  const code = `process.on('SIGTERM', () => { require('node:fs').writeFileSync('${folder}/orderly', ''); process.exit(1); }); setInterval(() => {}, 1000)`;

  await run(code, { limit: 600 });

  expect(existsSync(join(folder, 'orderly'))).toBe(true);
});

it('gives it its time anew when it begins afresh, unless it has that only once', async () => {
  const code = `setInterval(() => process.send({ doing: [], fresh: true }), 100); setTimeout(() => process.exit(0), 1500)`;

  expect(await run(code, { limit: 800 })).toEqual({ code: 0 });
  expect(await run(code, { limit: 800, once: true })).toMatchObject({ code: null });
});

it('ends it when it is asked to', async () => {
  const asked = new AbortController();
  const end = run(`${LEAVE} setInterval(() => {}, 1000)`, { signal: asked.signal });
  await until('it has begun', () => existsSync(join(folder, 'left')));

  asked.abort();

  expect(await end).toEqual({ code: null, why: 'it was asked to end' });
  expect(processFact(pidIn('left'))).toBeNull();
});

it('says who ended it where nobody was to', async () => {
  expect(await run(`${LEAVE} process.kill(process.pid, 'SIGKILL')`)).toEqual({ code: null, why: 'it was ended by SIGKILL' });
  expect(processFact(pidIn('left'))).toBeNull();
});

it('touches nobody who only reads its files', async () => {
  const file = join(folder, 'faults.log');
  writeFileSync(file, '');
  const reader = spawn('tail', ['-f', file], { stdio: 'ignore' });
  await until('it reads', () => commandOf(reader.pid!).includes(file));

  expect(await endAllOf(folder)).toEqual([]);

  expect(processFact(reader.pid!)).not.toBeNull();
  reader.kill('SIGKILL');
});

it.each([
  ['runs a program of the folder', 'environments/x/bin/python', {}],
  ['has the data of a run there', 'sleep', { PEACH_DATA_DIR: '/data/steady' }]
])('ends who %s, and knows nothing of the harness', async (_, program, variables) => {
  const argv0 = program === 'sleep' ? program : join(folder, program);
  const env = Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, `${folder}${value}`]));
  const child = spawn('sleep', ['60'], { argv0, stdio: 'ignore', env });
  await until('it runs', () => commandOf(child.pid!) === `${argv0} 60`);

  expect(await endAllOf(folder)).toEqual([`${child.pid} ${argv0} 60`]);

  await until('its end', () => processFact(child.pid!) === null);
});
