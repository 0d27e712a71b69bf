import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { createKeepingLogger } from '../test-support/keeping-logger';
import { systemClock } from '../system-clock';
import { findControlGroups } from './find-control-groups';
import { createProcessGroups, type IProcessGroups } from './process-groups';
import { startTime } from './process-identity';
import { until } from '../test-support/until';

/** Forks twice away from its parent, in another session, with an empty environment and no descriptor, again and again. */
const ESCAPING = `
import os, sys, time
for _ in range(20):
    if os.fork() == 0:
        os.setsid()
        if os.fork():
            os._exit(0)
        os.closerange(0, 1024)
        os.execve('/bin/sleep', ['sleep', '600'], {})
    os.wait()
time.sleep(600)`;

describe('groups of processes', () => {
  let directory: string;
  const children: ChildProcess[] = [];
  const groupsAt = (places: readonly string[], of = directory): IProcessGroups =>
    createProcessGroups({ directory: of, clock: systemClock, logger: createKeepingLogger(), places });
  /** Waits for its standard input before it does anything. */
  const start = (): ChildProcess => {
    const child = spawn('python3', ['-c', `import sys; sys.stdin.readline()\n${ESCAPING}`], { stdio: ['pipe', 'ignore', 'ignore'] });
    children.push(child);
    return child;
  };
  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'peach-process-groups-'));
  });
  afterEach(async () => {
    await Promise.all(
      children
        .splice(0)
        .map(
          child =>
            new Promise(resolve =>
              (child.exitCode ?? child.signalCode) === null ? child.once('exit', resolve).kill('SIGKILL') : resolve(null)
            )
        )
    );
    await rm(directory, { recursive: true });
  });

  // Every kind that this machine has, each by itself.
  for (const place of findControlGroups()) {
    describe(`in ${place}`, () => {
      const join20 = async (context: TestContext, groups: IProcessGroups): Promise<ChildProcess> => {
        const child = start();
        await groups.join(child.pid ?? 0, 'first');
        if ((await groups.leftovers()).length === 0) {
          context.skip(`no group can be made in ${place}`);
        }
        child.stdin?.write('go\n');
        await until('all have forked', async () => (await groups.members('first')).length === 21);
        return child;
      };

      it('know everybody who descends from the one that joined, and end all of them', async context => {
        const groups = groupsAt([place]);
        const child = await join20(context, groups);
        const pids = await groups.members('first');
        expect(await groups.leftovers()).toEqual(['first']);
        expect(pids).toContain(child.pid);

        await groups.end('first');

        expect(pids.filter(pid => startTime(pid) !== null)).toEqual([]);
        expect(await groups.leftovers()).toEqual([]);
        expect(readdirSync(place).filter(name => name.startsWith('peach-') && name.endsWith('-first'))).toEqual([]);
      });

      it('are found by the next scheduler, also from another place, and by no other one', async context => {
        await join20(context, groupsAt([place]));

        const next = groupsAt([]);

        expect(await groupsAt([place], join(directory, 'other')).leftovers()).toEqual([]);
        expect(await next.leftovers()).toEqual(['first']);
        await next.end('other');
        expect(await next.leftovers()).toHaveLength(1);
        await next.end('first');
        expect(await next.leftovers()).toEqual([]);
      });

      it('are gone when everybody has left', async context => {
        const groups = groupsAt([place]);
        const child = await join20(context, groups);

        await until('nobody is left', async () => {
          (await groups.members('first')).forEach(killQuietly); // one may just be forking another
          return (await groups.leftovers()).length === 0;
        });

        expect(child.pid).toBeDefined();
        expect(readdirSync(place).filter(name => name.startsWith('peach-') && name.endsWith('-first'))).toEqual([]);
      });
    });
  }

  it('are none where they can not be made, and nothing fails', async () => {
    const groups = groupsAt([join(directory, 'nowhere'), '/proc']);

    await groups.join(process.pid, 'first');

    expect(await groups.leftovers()).toEqual([]);
    await groups.end('first');
    expect(existsSync(join(directory, 'control-groups.json'))).toBe(false);
  });

  it('of a process that is gone are none', async () => {
    const groups = groupsAt(findControlGroups());

    await groups.join(2 ** 30, 'first');

    expect(await groups.leftovers()).toEqual([]);
  });
});

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has just ended.
  }
}
