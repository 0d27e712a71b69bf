import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runOf } from './find-processes';
import { isAlive, mayLive, startTime } from './process-identity';
import type { IProcessGroups } from './process-groups';
import { readClaim } from './run-files';

/** Puts a process that was just started, and with it all that will descend from it, into a group of its own. Never rejects. */
export async function joinOwnGroup(groups: IProcessGroups, pid: number | null): Promise<void> {
  const start = pid === null ? null : startTime(pid);
  if (start !== null) {
    // Nobody else ever has this name on this machine: a pid alone is given again.
    await groups.join(Number(pid), `${pid}-${start}`);
  }
}

/**
 * Ends the groups that nobody looks after any more: whose first process, a warm parent or a supervisor, is gone, and
 * in which no supervisor of a run lives. `runs` is the folder of the run folders. Never rejects.
 */
export async function endOrphanedGroups(groups: IProcessGroups, runs: string): Promise<void> {
  for (const group of await groups.leftovers()) {
    // Who is in it is read when its first process is dead and its turn has come: others take seconds to end, and who
    // was forked meanwhile must not be overlooked.
    if (!hasFirst(group) && !(await hasSupervisor(await groups.members(group), runs))) {
      await groups.end(group);
    }
  }
}

function hasFirst(group: string): boolean {
  const [pid, start_time] = group.split('-').map(Number);
  return pid !== undefined && start_time !== undefined && mayLive({ pid, start_time });
}

/**
 * Every supervisor tells its run in its environment before it claims that, and claims nothing once its warm parent is
 * dead: where there is no claim yet, it may be about to make one, or will end by itself.
 */
async function hasSupervisor(pids: readonly number[], runs: string): Promise<boolean> {
  const named = new Set(pids.map(runOf).filter(run => run !== null && /^[\w-]+$/.test(run)));
  for (const run of named) {
    const folder = join(runs, String(run));
    const claim = await readClaim(folder);
    if (claim === null ? existsSync(folder) : pids.includes(claim.pid) && isAlive(claim)) {
      return true;
    }
  }
  return false;
}
