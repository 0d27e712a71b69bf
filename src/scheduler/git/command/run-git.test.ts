import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { runGit } from './run-git';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'peach-run-git-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What has ended but was not yet asked for by its parent is dead too. */
function isAlive(pid: string): boolean {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z';
  return !stat.includes(') Z');
}

/** Git that runs `command` in a shell, as an alias does: a child of git's. */
function shell(command: string): readonly string[] {
  return ['-c', `alias.x=!${command}`, 'x'];
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

it('ends git and its children at the time limit', async () => {
  const started = Date.now();

  const answer = await runGit(shell(`echo $$ > ${folder}/pid; sleep 60`), { timeout: 300 });

  expect(answer).toMatchObject({ ok: false, cut: 'it took longer than 0.3 s' });
  expect(Date.now() - started).toBeLessThan(20_000);
  expect(existsSync(`/proc/${readFileSync(join(folder, 'pid'), 'utf8').trim()}`)).toBe(false);
});

it('ends what does not listen to SIGTERM, though git itself does', async () => {
  // In the background of git's own child, where git does not look for it.
  const deaf = `trap "" TERM; echo $$ > ${folder}/pid; while :; do sleep 1; done`;

  const answer = await runGit(shell(`sh -c '${deaf}' & wait`), { timeout: 500 });

  expect(answer.cut).toBe('it took longer than 0.5 s');
  await vi.waitFor(() => expect(isAlive(readFileSync(join(folder, 'pid'), 'utf8').trim())).toBe(false), 5_000);
});

it('ends git when it is aborted, and does not start it after that', async () => {
  const controller = new AbortController();
  const running = runGit(shell('sleep 60'), { signal: controller.signal });

  controller.abort();

  expect((await running).cut).toBe('it was stopped');
  expect((await runGit(['version'], { signal: controller.signal })).cut).toBe('it was stopped');
});

it('does not wait for what git left in the background', async () => {
  const started = Date.now();

  const answer = await runGit(shell('sleep 5 & echo done'));

  expect(answer).toMatchObject({ ok: true });
  expect(answer.stdout.toString()).toBe('done\n');
  expect(Date.now() - started).toBeLessThan(4_000);
});

it('says which folder is missing', async () => {
  const answer = await runGit(['version'], { cwd: join(folder, 'gone') });

  expect(answer.cut).toContain(`git could not be started in ${folder}/gone`);
});
