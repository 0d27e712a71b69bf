import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { withoutHandles } from '../test-support/without-handles';
import { bootId, isAlive, startTime, warmParentLives } from './process-identity';
import { until } from '../test-support/until';

function claimOf(pid: number): Parameters<typeof isAlive>[0] {
  return { boot_id: bootId(), pid, start_time: startTime(pid) ?? -1, claimed_at: 1 };
}

describe('process identity', () => {
  it('knows this process', () => {
    expect(isAlive(claimOf(process.pid))).toBe(true);
    expect(bootId()).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('does not know a process of another start, boot or pid', () => {
    const claim = claimOf(process.pid);

    expect(isAlive({ ...claim, start_time: claim.start_time + 1 })).toBe(false);
    expect(isAlive({ ...claim, boot_id: 'another' })).toBe(false);
    expect(isAlive({ ...claim, pid: 2 ** 22 + 1 })).toBe(false);
  });

  it('asks whether the pid answers where the start is not known', () => {
    const claim = { ...claimOf(process.pid), start_time: 0 };

    expect(isAlive(claim)).toBe(true);
    expect(isAlive({ ...claim, pid: 2 ** 22 + 1 })).toBe(false);
  });

  it('takes a process that can not be looked at for want of handles as alive', async () => {
    const dead = claimOf(2 ** 22 + 1);
    const alive = await withoutHandles(() => [
      isAlive(claimOf(process.pid)),
      isAlive(dead),
      warmParentLives({ ...dead, warm_parent: dead })
    ]);

    expect(alive).toEqual([true, true, true]);
    expect(isAlive(dead)).toBe(false);
  });

  it('reads the start past a name with parentheses and spaces', async () => {
    const child = spawn('python3', ['-c', 'open("/proc/self/comm", "w").write("a) 1 (b"); print("named", flush=True); input()'], {
      stdio: ['pipe', 'pipe', 'inherit']
    });
    await new Promise(resolve => child.stdout.once('data', resolve));
    const pid = child.pid ?? 0;

    expect(readFileSync(`/proc/${pid}/stat`, 'utf8')).toContain('(a) 1 (b)');
    expect(startTime(pid)).toBeGreaterThanOrEqual(startTime(process.pid) ?? Infinity);

    child.stdin.end('\n');
    await until('it is gone', () => startTime(pid) === null);
  });

  it('takes a process that has ended but was not waited for as gone', async () => {
    const parent = spawn(
      'python3',
      ['-c', 'import os, sys\npid = os.fork()\nif not pid: os._exit(0)\nprint(pid, flush=True)\nsys.stdin.read()'],
      {
        stdio: ['pipe', 'pipe', 'inherit']
      }
    );
    const zombie = Number(await new Promise<Buffer>(resolve => parent.stdout.once('data', resolve)));

    await until('it has ended', () => startTime(zombie) === null);
    expect(readFileSync(`/proc/${zombie}/stat`, 'utf8')).toContain(') Z ');

    const closed = new Promise(resolve => parent.once('exit', resolve));
    parent.stdin.end();
    await closed;
  });
});
