import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { RUN_FILES, type Claim, type EndRecord } from '../../protocol/run-folder';
import type { IStartedRun, RunEnd } from '../ports';
import { claimedAt, presentOf } from './claim-clock';
import { continueStopped } from './continue-stopped';
import { endLeftovers } from './end-leftovers';
import { endOrphanedGroups } from './orphaned-groups';
import { bootId, isAlive, warmParentLives } from './process-identity';
import type { IRunChanges } from './run-changes';
import type { RunContext } from './run-context';
import { readEnd, readFinalEnd, readForcedEnd } from './run-files';
import { watchSupervisor, type ISupervisorWatch } from './supervisor-watch';
import { writeWhole } from './write-whole';

/** Milliseconds in which a warm parent must have written the end of a run whose supervisor is dead. */
const PATIENCE = 30_000;

/** The run that the process of `claim` supervises. Closes `changes` when it has ended. */
export function superviseRun(context: RunContext, claim: Claim, changes: IRunChanges): IStartedRun {
  const watch = watchSupervisor(context, claim);
  const ended = untilEnded(context, claim, { changes, watch }).finally(() => {
    changes.close();
    void endAbandonedGroup(context, claim);
  });
  return {
    ended,
    startedAt: claimedAt(claim),
    stop: async reason => {
      watch.stopAsked(reason);
      await requestStop(context, claim, reason);
    }
  };
}

type Following = { readonly changes: IRunChanges; readonly watch: ISupervisorWatch };

async function untilEnded(context: RunContext, claim: Claim, { changes, watch }: Following): Promise<RunEnd> {
  let deadSince: number | null = null;
  for (;;) {
    const early = await readEnd(context.folder);
    if (early !== null) {
      return { kind: 'ended', record: early };
    }
    const alive = isAlive(claim);
    // Once more: it may have written the end and gone between the two looks.
    const record = alive ? null : await readEnd(context.folder);
    if (record !== null) {
      return { kind: 'ended', record };
    }
    if (alive && !(await watch.look())) {
      return vanished(context, claim);
    }
    if (!alive) {
      deadSince ??= context.clock.monotonic();
      if (claim.warm_parent != null) {
        continueStopped(claim.warm_parent);
      }
      const patient = context.clock.monotonic() < deadSince + PATIENCE && existsSync(context.folder);
      // Its warm parent ends what it left, then writes the end. A record that is there and broken becomes no better.
      if (!patient || !warmParentLives(claim) || existsSync(join(context.folder, RUN_FILES.end))) {
        const last = await readLast(context);
        if (last !== 'unreadable') {
          return last === null ? vanished(context, claim) : { kind: 'ended', record: last };
        }
      }
    }
    await changes.next();
  }
}

/** Only what is certain makes a run count as vanished: a record may be there that can't be read just now, such as for want of handles. */
async function readLast({ run, folder, logger }: RunContext): Promise<EndRecord | null | 'unreadable'> {
  try {
    return await readFinalEnd(folder);
  } catch (error) {
    logger.warn({ run, error }, 'end record can not be read: it is tried again');
    return 'unreadable';
  }
}

/** A supervisor writes the end as its last act. This one is gone and has not, or it is beyond any signal. */
async function vanished(context: RunContext, claim: Claim): Promise<RunEnd> {
  const { run, folder, logger } = context;
  logger.warn({ run, supervisor: claim.pid }, 'supervisor is gone without an end record');
  const left = await endLeftovers(context);
  // Its warm parent may have written one while these were ended.
  const record = await readEnd(folder);
  if (record !== null) {
    return { kind: 'ended', record };
  }
  const forced = await readForcedEnd(folder);
  const death = deathOf(context, claim);
  const rest = left === null ? '' : `; ${left}`;
  const as = forced === null ? { reason: death + rest } : { status: forced.status, reason: `${forced.reason}; ${death}${rest}` };
  return { kind: 'vanished', ...as, endedAt: presentOf(claim) };
}

function deathOf({ folder }: RunContext, claim: Claim): string {
  if (claim.boot_id !== bootId()) {
    return 'the machine was restarted meanwhile';
  }
  return existsSync(folder)
    ? 'its supervisor was killed'
    : `its folder ${folder} was removed meanwhile, and with it all that was known of its end`;
}

/** The last run of a warm parent that died may leave somebody whom only their group knows; a supervisor without one leaves its group. */
async function endAbandonedGroup({ groups, folder }: RunContext, claim: Claim): Promise<void> {
  if (!warmParentLives(claim)) {
    await endOrphanedGroups(groups, dirname(folder));
  }
}

/** On a full disk the reason is lost, but not the stop. */
async function requestStop({ run, folder, logger }: RunContext, claim: Claim, reason: string): Promise<void> {
  await writeWhole(join(folder, RUN_FILES.stop), JSON.stringify({ reason })).catch((error: unknown) => {
    logger.warn({ run, error }, 'reason of a stop could not be written');
  });
  if (isAlive(claim)) {
    terminate(claim.pid);
  }
}

function terminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It ended meanwhile.
  }
}
