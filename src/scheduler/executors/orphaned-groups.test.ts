import { spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IProcessGroups } from './process-groups';
import { endOrphanedGroups, joinOwnGroup } from './orphaned-groups';
import { bootId, startTime } from './process-identity';

const RUN = '0197a000-0000-7000-8000-00000000f1d7';
const DEAD = '4711-1';

describe('groups that nobody looks after', () => {
  let runs: string;
  let ended: string[] = [];
  let joined: { pid: number; name: string }[] = [];
  const children: ChildProcess[] = [];
  type Group = { readonly name: string; readonly pids: readonly number[] };
  const groupsOf = (...left: readonly Group[]): IProcessGroups => ({
    join: (pid, name) => Promise.resolve(void joined.push({ pid, name })),
    end: name => Promise.resolve(void ended.push(name)),
    leftovers: () => Promise.resolve(left.map(({ name }) => name)),
    members: name => Promise.resolve(left.find(group => group.name === name)?.pids ?? [])
  });
  const start = (env: Record<string, string>): number => {
    const child = spawn('/bin/sleep', ['600'], { env, stdio: 'ignore' });
    children.push(child);
    return child.pid ?? 0;
  };
  const claim = async (pid: number, start_time: number | null): Promise<void> => {
    await mkdir(join(runs, RUN));
    await writeFile(join(runs, RUN, 'claim'), JSON.stringify({ boot_id: bootId(), pid, start_time, claimed_at: 1 }));
  };
  beforeEach(async () => {
    runs = await mkdtemp(join(tmpdir(), 'peach-orphaned-'));
    [ended, joined] = [[], []];
  });
  afterEach(async () => {
    children.splice(0).forEach(child => child.kill('SIGKILL'));
    await rm(runs, { recursive: true });
  });

  it('are ended', async () => {
    await endOrphanedGroups(groupsOf({ name: DEAD, pids: [start({})] }, { name: '4712-1', pids: [] }), runs);

    expect(ended).toEqual([DEAD, '4712-1']);
  });

  it('are not those whose first process lives', async () => {
    const pid = start({});

    await endOrphanedGroups(groupsOf({ name: `${pid}-${startTime(pid)}`, pids: [pid] }), runs);
    expect(ended).toEqual([]);

    await endOrphanedGroups(groupsOf({ name: `${pid}-1`, pids: [pid] }), runs);
    expect(ended).toEqual([`${pid}-1`]);
  });

  it('are not those in which a supervisor of a run lives', async () => {
    const pid = start({ PEACH_RUN_ID: RUN });
    await claim(pid, startTime(pid));

    await endOrphanedGroups(groupsOf({ name: DEAD, pids: [start({}), pid] }), runs);

    expect(ended).toEqual([]);
  });

  it('are those in which only processes of runs live whose supervisors are dead or elsewhere', async () => {
    const [pid, elsewhere] = [start({ PEACH_RUN_ID: RUN }), start({ PEACH_RUN_ID: RUN })];
    await claim(elsewhere, startTime(elsewhere));

    await endOrphanedGroups(groupsOf({ name: DEAD, pids: [pid] }), runs);

    expect(ended).toEqual([DEAD]);
  });

  it('are not those in which somebody may be about to claim a run', async () => {
    const pid = start({ PEACH_RUN_ID: RUN });
    await mkdir(join(runs, RUN));

    await endOrphanedGroups(groupsOf({ name: DEAD, pids: [pid] }), runs);

    expect(ended).toEqual([]);
  });

  it('are judged by who is in them when their turn comes', async () => {
    const supervisor = start({ PEACH_RUN_ID: RUN });
    await claim(supervisor, startTime(supervisor));
    const later: number[] = [];
    const groups = groupsOf({ name: DEAD, pids: [] }, { name: '4712-1', pids: later });

    await endOrphanedGroups({ ...groups, end: async name => (await groups.end(name), void later.push(supervisor)) }, runs);

    expect(ended).toEqual([DEAD]);
  });

  it('take no name of a run for a path', async () => {
    await endOrphanedGroups(groupsOf({ name: DEAD, pids: [start({ PEACH_RUN_ID: `../${RUN}` })] }), runs);

    expect(ended).toEqual([DEAD]);
  });

  it('are told apart by pid and start time of their first process', async () => {
    const pid = start({});

    await joinOwnGroup(groupsOf(), pid);
    await joinOwnGroup(groupsOf(), null);
    await joinOwnGroup(groupsOf(), 2 ** 30);

    expect(joined).toEqual([{ pid, name: `${pid}-${startTime(pid)}` }]);
  });
});
