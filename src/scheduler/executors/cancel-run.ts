import { randomUUID } from 'node:crypto';
import { link, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { RUN_FILES, type Claim } from '../../protocol/run-folder';
import { bootId, startTime } from './process-identity';
import { recoverClaim } from './recover-claim';
import { readClaim } from './run-files';

/** Tells a claim that only keeps others from starting the run: no supervisor claims at the beginning of the epoch. */
const NEVER = 0;

/** True for a claim that only says that the run was cancelled before anybody started it. */
export function isCancellation(claim: Claim): boolean {
  return claim.claimed_at === NEVER;
}

/**
 * Takes the claim of a run that nobody took, so that it can't start any more, and removes its folder. The claim of the one
 * who was faster, else null. Throws where neither is certain, such as on a full disk: then nothing was decided.
 */
export async function cancelRun(folder: string): Promise<Claim | null> {
  let taken = await readClaim(folder);
  if (taken === null && !(await takeClaim(folder))) {
    // Claims appear whole: one that is there and can't be read was damaged, as by a loss of power.
    taken = (await readClaim(folder)) ?? (await recoverClaim(folder));
  }
  if (taken !== null && !isCancellation(taken)) {
    return taken;
  }
  await removeAtOnce(folder);
  return null;
}

/** Moves the folder away before it is removed piece by piece: a late supervisor must never find it without our claim. */
async function removeAtOnce(folder: string): Promise<void> {
  const away = `${folder}.${randomUUID()}`;
  try {
    await rename(folder, away);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return;
    }
    throw error;
  }
  await rm(away, { recursive: true, force: true, maxRetries: 5 });
}

/** False where somebody else took it meanwhile. True also where there is no folder: nothing can start there. */
async function takeClaim(folder: string): Promise<boolean> {
  const claim: Claim = { boot_id: bootId(), pid: process.pid, start_time: startTime(process.pid) ?? 0, claimed_at: NEVER };
  const draft = join(folder, `${RUN_FILES.claim}.${process.pid}`);
  try {
    await writeFile(draft, JSON.stringify(claim));
    await link(draft, join(folder, RUN_FILES.claim));
    return true;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) {
      return true;
    }
    if (hasCode(error, 'EEXIST')) {
      return false;
    }
    throw error;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
