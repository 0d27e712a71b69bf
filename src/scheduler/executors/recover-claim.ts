import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES, type Claim } from '../../protocol/run-folder';
import { findProcesses } from './find-processes';
import { bootId, startTime } from './process-identity';
import { readStat } from './process-stat';

/** Above every pid that a system gives (2^22 at most). */
const NOBODY = 2 ** 30;

/**
 * What the damaged claim in `folder` must have said: its supervisor is the topmost living process of the run, or dead.
 * Throws where the claim can't be read at all, which says nothing about it.
 */
export async function recoverClaim(folder: string): Promise<Claim> {
  const path = join(folder, RUN_FILES.claim);
  await readFile(path);
  const pids = findProcesses(basename(folder) as RunId, folder);
  const supervisor = pids.find(pid => !pids.includes(readStat(pid)?.parent ?? NOBODY)) ?? NOBODY;
  return {
    boot_id: bootId(),
    pid: supervisor,
    // Of nobody: any time but 0, which stands for a system that tells no start times.
    start_time: startTime(supervisor) ?? 1,
    claimed_at: (await stat(path)).mtimeMs / 1000
  };
}
