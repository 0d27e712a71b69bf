import { rm } from 'node:fs/promises';
import type { RunId } from '../../protocol/identity';
import type { IClock } from '../ports';
import { findProcesses } from './find-processes';
import { readSpecification } from './run-files';

/** Milliseconds between two looks at who is left. */
const PAUSE = 20;

/** Does what a dead supervisor can't: kills what is left of its run until there is nobody, and removes the run's temporary folder. */
export async function endLeftovers(run: RunId, folder: string, clock: IClock): Promise<void> {
  for (let left = findProcesses(run, folder); left.length > 0; left = findProcesses(run, folder)) {
    left.forEach(kill);
    await clock.sleep(PAUSE, new AbortController().signal);
  }
  const specification = await readSpecification(folder);
  if (specification !== null) {
    await rm(specification.temporary_dir, { recursive: true, force: true }).catch(() => undefined);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It ended meanwhile.
  }
}
