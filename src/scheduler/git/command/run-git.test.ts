import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withoutHandles } from '../../test-support/without-handles';
import { runGit } from './run-git';

/** No limit that a slow machine could reach: what waits so long waits for good. */
const LONG = { timeout: 25_000 };

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-run-git-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** As Linux tells it: R running, S asleep, Z ended but not yet asked for by its parent. */
function stateOf(pid: string): string {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : '';
  return /\) (\w)/.exec(stat)?.[1] ?? 'gone';
}

function isAlive(pid: string): boolean {
  return !['Z', 'gone'].includes(stateOf(pid));
}

/** Git that runs `command` in a shell, as an alias does: a child of git's. */
function shell(command: string): readonly string[] {
  return ['-c', `alias.x=!${command}`, 'x'];
}

/** Part of a shell's command: writes a process's id where `readPid` finds it. */
function tellPid(variable: '$$' | '$!' | '$PPID', name = 'pid'): string {
  return `echo ${variable} > ${folder}/${name}.new; mv ${folder}/${name}.new ${folder}/${name}`;
}

function readPid(name = 'pid'): string {
  return readFileSync(join(folder, name), 'utf8').trim();
}

function toldPid(): Promise<string> {
  return vi.waitFor(() => readPid(), LONG);
}

/** The event loop does nothing meanwhile. */
function standStill(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

function standStillUntil(isSo: () => boolean): void {
  const last = Date.now() + LONG.timeout;
  while (!isSo()) {
    expect(Date.now(), 'it never came to be so').toBeLessThan(last);
    standStill(5);
  }
}

/** Each turn of the event loop finds full what `writer` writes to without end: it sleeps only where there is no room for more. */
function findFullEachTurn(writer: string): { end(): void } {
  let next = setImmediate(turn);
  function turn(): void {
    standStillUntil(() => stateOf(writer) === 'S' || !isAlive(writer));
    next = setImmediate(turn);
  }
  return { end: () => clearImmediate(next) };
}

it('gives back what git wrote, byte by byte', async () => {
  const answer = await runGit(['hash-object', '--stdin'], { input: 'hello\n' });

  expect(answer).toMatchObject({ ok: true, code: 0, cut: null });
  expect(answer.stdout.toString()).toBe('ce013625030ba8dba906f756967f9e9ca394464a\n');
});

it('takes arguments as they are, without a shell', async () => {
  const answer = await runGit(['rev-parse', '--sq-quote', '$(touch /tmp/x); "a b"']);

  expect(answer.stdout.toString().trim()).toBe(`'$(touch /tmp/x); "a b"'`);
});

it('ends git at the time limit', async () => {
  const answer = await runGit(shell('sleep 600'), { timeout: 300 });

  expect(answer).toMatchObject({ ok: false, cut: 'it took longer than 0.3 s' });
});

it('ends git and its children when it is aborted, and does not start it after that', async () => {
  const controller = new AbortController();
  const running = runGit(shell(`${tellPid('$$')}; sleep 600`), { signal: controller.signal });
  const pid = await toldPid();

  controller.abort();

  expect((await running).cut).toBe('it was stopped');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), LONG);
  expect((await runGit(['version'], { signal: controller.signal })).cut).toBe('it was stopped');
});

it('ends what does not listen to SIGTERM, though git itself does', async () => {
  const controller = new AbortController();
  // In the background of git's own child, where git does not look for it.
  const deaf = `trap "" TERM; ${tellPid('$$')}; while :; do sleep 1; done`;
  const running = runGit(shell(`sh -c '${deaf}' & wait`), { signal: controller.signal });
  const pid = await toldPid();

  controller.abort();

  expect((await running).cut).toBe('it was stopped');
  await vi.waitFor(() => expect(isAlive(pid)).toBe(false), LONG);
});

it('does not wait for what git left in the background', async () => {
  const answer = await runGit(shell(`sleep 600 & ${tellPid('$!')}; echo done`));
  const pid = await toldPid();
  const wasAlive = isAlive(pid);
  process.kill(Number(pid));

  expect(wasAlive).toBe(true);
  expect(answer).toMatchObject({ ok: true, cut: null });
  expect(answer.stdout.toString()).toBe('done\n');
});

it('gives up what git left in the background when it is aborted, though that writes without end', async () => {
  const controller = new AbortController();
  // In a session of its own, where no signal to git's group reaches it. It ends when nobody reads what it writes.
  const endless = `setsid sh -c '${tellPid('$$', 'endless')}; while echo more; do :; done'`;
  const apart = `until [ -e ${folder}/endless ]; do :; done`;
  const running = runGit(shell(`echo done; ${endless} & ${apart}; ${tellPid('$PPID')}`), { signal: controller.signal });
  standStillUntil(() => existsSync(join(folder, 'pid')));
  standStillUntil(() => !isAlive(readPid()));
  const full = findFullEachTurn(readPid('endless'));

  controller.abort();
  const answer = await running;
  full.end();

  expect(answer).toMatchObject({ ok: false, code: 0, cut: 'it was stopped' });
  expect(answer.stdout.toString()).toMatch(/^done\n/);
});

it('gives back all that git wrote before its end, however long the event loop stands still after it', async () => {
  execFileSync('mkfifo', [join(folder, 'go')]);
  const go = openSync(join(folder, 'go'), 'r+');
  const running = runGit(shell(`${tellPid('$PPID')}; read go < ${folder}/go; seq 9999`));
  const pid = await toldPid();
  // Another child of ours: the event loop asks for the ends of all its children when it hears of one, and before that it
  // reads what was in the pipes when it last looked: the other's word, and nothing of git's.
  const other = spawn('echo', ['ended']);
  other.stdout.once('data', () => {
    writeSync(go, 'go\n');
    standStillUntil(() => !isAlive(pid));
    setImmediate(() => standStill(700));
  });
  standStillUntil(() => !isAlive(String(other.pid)));

  const answer = await running;
  closeSync(go);

  expect(answer).toMatchObject({ ok: true, cut: null });
  expect(answer.stdout.equals(execFileSync('seq', ['9999']))).toBe(true);
});

it('says which folder is missing', async () => {
  const answer = await runGit(['version'], { cwd: join(folder, 'gone') });

  expect(answer.cut).toContain(`git could not be started in ${folder}/gone`);
});

it('says that git could not be started for want of handles, or for arguments that are too long', async () => {
  const answers = [await withoutHandles(() => runGit(['version'])), await runGit(['version', 'x'.repeat(4 * 1024 * 1024)])];

  expect(answers.map(({ ok, code }) => [ok, code])).toEqual(Array(2).fill([false, null]));
  expect(answers.map(({ cut }) => cut)).toEqual([expect.stringContaining('EMFILE'), expect.stringContaining('E2BIG')]);
});

it('ends git that does nothing', async () => {
  const answer = await runGit(shell('sleep 600'), { silence: { limit: 400 } });

  expect(answer).toMatchObject({ ok: false, cut: 'nothing came for 0.4 s' });
});
