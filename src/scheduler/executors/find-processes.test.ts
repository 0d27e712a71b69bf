import { spawn, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import { findProcesses } from './find-processes';
import { until } from '../test-support/until';

const RUN = '0197a000-0000-7000-8000-00000000f1d5' as RunId;

describe('processes of a run', () => {
  let folder: string;
  const children: ChildProcess[] = [];
  const start = (options: { env?: Record<string, string>; holds?: string }): number => {
    const descriptor = options.holds === undefined ? 'ignore' : openSync(join(folder, 'log'), options.holds);
    const child = spawn('/bin/sleep', ['600'], { env: options.env ?? {}, stdio: ['ignore', descriptor, 'ignore'] });
    if (typeof descriptor === 'number') {
      closeSync(descriptor);
    }
    children.push(child);
    return child.pid ?? 0;
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'peach-find-'));
    await writeFile(join(folder, 'log'), '');
  });
  afterEach(async () => {
    const gone = children.splice(0).map(child => new Promise(resolve => child.once('exit', resolve).kill('SIGKILL')));
    await Promise.all(gone);
    await rm(folder, { recursive: true });
  });

  it('are those that carry its id, and those that write in its folder', async () => {
    const marked = start({ env: { A: 'b', PEACH_RUN_ID: RUN } });
    const writing = start({ holds: 'a' });

    await until('both are there', () => findProcesses(RUN, folder).length === 2);

    expect([...findProcesses(RUN, folder)].sort()).toEqual([marked, writing].sort());
  });

  it('are not those that read its log, carry another id or a longer one, whatever they write', async () => {
    start({ holds: 'r' });
    start({ env: { PEACH_RUN_ID: '0197a000-0000-7000-8000-00000000f1d6' } });
    start({ env: { PEACH_RUN_ID: '0'.repeat(36) }, holds: 'a' });
    start({ env: { PEACH_RUN_ID: `${RUN}0`, OTHER_PEACH_RUN_ID: RUN } });
    const marked = start({ env: { PEACH_RUN_ID: RUN } });

    await until('the last is there', () => findProcesses(RUN, folder).includes(marked));

    expect(findProcesses(RUN, folder)).toEqual([marked]);
  });

  it('are never this one, though it may have the log open', () => {
    const descriptor = openSync(join(folder, 'log'), 'a');

    expect(findProcesses(RUN, folder)).toEqual([]);

    closeSync(descriptor);
  });
});

describe('relatives of processes that carry the id of a run', () => {
  it('are processes of the run too, though they hide', async () => {
    // A session without an environment of its own, a child in another session, and a stranger beside them.
    const hiding = `
import os, sys, time
if os.fork() == 0:
    os.execve('/bin/sleep', ['sleep', '600'], {})
if os.fork() == 0:
    if os.fork() == 0:
        os.execve('/bin/sleep', ['sleep', '600'], {})
    os._exit(0)
os.wait()
time.sleep(600)`;
    const folder = await mkdtemp(join(tmpdir(), 'peach-find-'));
    const leader = spawn('python3', ['-c', hiding], { env: { ...process.env, PEACH_RUN_ID: RUN }, stdio: 'ignore', detached: true });
    const stranger = spawn('/bin/sleep', ['600'], { env: {}, stdio: 'ignore', detached: true });

    await until('all three are there', () => findProcesses(RUN, folder).length === 3);
    const found = findProcesses(RUN, folder);
    process.kill(-(leader.pid ?? 0), 'SIGKILL');
    stranger.kill('SIGKILL');

    expect(found).toContain(leader.pid);
    expect(found).not.toContain(stranger.pid);
    await until('those that have ended are not among them', () => findProcesses(RUN, folder).length === 0);
    await rm(folder, { recursive: true });
  });
});
