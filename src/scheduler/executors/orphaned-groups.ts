import { join } from 'node:path';
import { runOf } from './find-processes';
import { isAlive, startTime } from './process-identity';
import type { IProcessGroups, ProcessGroup } from './process-groups';
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
    if (!hasFirst(group) && !(await hasSupervisor(group, runs))) {
      await groups.end(group.name);
    }
  }
}

function hasFirst({ name }: ProcessGroup): boolean {
  const [pid, start] = name.split('-').map(Number);
  return pid !== undefined && startTime(pid) === start;
}

/** Every supervisor tells its run in its environment, and the run's claim tells its supervisor. */
async function hasSupervisor({ pids }: ProcessGroup, runs: string): Promise<boolean> {
  const named = new Set(pids.map(runOf).filter(run => run !== null && /^[\w-]+$/.test(run)));
  for (const run of named) {
    const claim = await readClaim(join(runs, String(run)));
    if (claim !== null && pids.includes(claim.pid) && isAlive(claim)) {
      return true;
    }
  }
  return false;
}
