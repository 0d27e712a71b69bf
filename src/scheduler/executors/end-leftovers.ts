import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { endOrphanedGroups } from './orphaned-groups';
import { findProcesses } from './find-processes';
import { isMountedIn } from './is-mounted-in';
import { readSpecification } from './run-files';
import type { RunContext } from './run-context';

/** Milliseconds between two looks at who is left. */
const PAUSE = 20;
/** Milliseconds in which a process that was killed is gone, unless it waits in the kernel. */
const DYING = 5_000;

/**
 * Does what a dead supervisor can't: kills what is left of its run until there is nobody, and removes the run's temporary
 * folder. Resolves with plain words about those whom no signal ends: they must not hold up anybody else. Null where all are gone.
 */
export async function endLeftovers(context: RunContext): Promise<string | null> {
  const { run, folder, clock, groups } = context;
  let same = { pids: '', since: clock.monotonic() };
  for (let left = findProcesses(run, folder); left.length > 0; left = findProcesses(run, folder)) {
    left.forEach(kill);
    const pids = left.join();
    same = pids === same.pids ? same : { pids, since: clock.monotonic() };
    if (clock.monotonic() >= same.since + DYING) {
      return left.map(pid => `process ${pid} (${nameOf(pid)}) could not be ended: it waits in the kernel`).join('; ');
    }
    await clock.sleep(PAUSE, new AbortController().signal);
  }
  await endOrphanedGroups(groups, dirname(folder));
  const specification = await readSpecification(folder);
  if (specification !== null && !isMountedIn(specification.temporary_dir)) {
    await rm(specification.temporary_dir, { recursive: true, force: true }).catch(() => undefined);
  }
  return null;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}

function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trim();
  } catch {
    return 'gone meanwhile';
  }
}
