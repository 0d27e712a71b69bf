import { join } from 'node:path';
import type { RunId } from '../../protocol/identity';
import { RUN_FILES, type Claim } from '../../protocol/run-folder';
import type { IClock, ILogger, IStartedRun, RunEnd } from '../ports';
import { endLeftovers } from './end-leftovers';
import { bootId, isAlive } from './process-identity';
import type { IRunChanges } from './run-changes';
import { readEnd } from './run-files';
import { writeWhole } from './write-whole';

/** What is needed to look after one run. */
export type RunContext = { readonly run: RunId; readonly folder: string; readonly clock: IClock; readonly logger: ILogger };

/** The run that the process of `claim` supervises. Closes `changes` when it has ended. */
export function superviseRun(context: RunContext, claim: Claim, changes: IRunChanges): IStartedRun {
  const ended = untilEnded(context, claim, changes).finally(() => changes.close());
  return { ended, startedAt: claimedAt(claim), stop: reason => requestStop(context.folder, claim, reason) };
}

/** Milliseconds since the epoch. */
export function claimedAt(claim: Claim): number {
  return Math.round(claim.claimed_at * 1000);
}

async function untilEnded(context: RunContext, claim: Claim, changes: IRunChanges): Promise<RunEnd> {
  for (;;) {
    const alive = isAlive(claim);
    const record = await readEnd(context.folder);
    if (record !== null) {
      return { kind: 'ended', record };
    }
    if (!alive) {
      return vanished(context, claim);
    }
    await changes.next();
  }
}

/** A supervisor writes the end as its last act. This one is gone and has not. */
async function vanished(context: RunContext, claim: Claim): Promise<RunEnd> {
  const { run, folder, clock, logger } = context;
  logger.warn({ run, supervisor: claim.pid }, 'supervisor is gone without an end record');
  await endLeftovers(run, folder, clock);
  const restarted = claim.boot_id !== bootId();
  return { kind: 'vanished', reason: restarted ? 'the machine was restarted meanwhile' : 'its supervisor was killed' };
}

async function requestStop(folder: string, claim: Claim, reason: string): Promise<void> {
  await writeWhole(join(folder, RUN_FILES.stop), JSON.stringify({ reason }));
  if (isAlive(claim)) {
    process.kill(claim.pid, 'SIGTERM');
  }
}
