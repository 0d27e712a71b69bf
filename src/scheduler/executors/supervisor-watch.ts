import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUN_FILES, type Claim, type ForcedEnd, type RunSpecification } from '../../protocol/run-folder';
import { secondsSince } from './claim-clock';
import { continueStopped } from './continue-stopped';
import { overdue } from './overdue';
import { readSpecification } from './run-files';
import type { RunContext } from './run-context';
import { writeWhole } from './write-whole';

/** Seconds of a run before anybody wonders about its supervisor. */
const TRUST = 1;
/** Milliseconds in which a process that was killed is gone, unless it waits in the kernel. */
const DYING = 10_000;

/** Watches a supervisor, which its own task can stop or hinder: the time limit must hold all the same. */
export interface ISupervisorWatch {
  /** To be called again and again while it lives. False where it was killed and yet does not end. */
  look(): Promise<boolean>;
  /** Somebody asked for the end. */
  stopAsked(reason: string): void;
}

export function watchSupervisor(context: RunContext, claim: Claim): ISupervisorWatch {
  return new SupervisorWatch(context, claim);
}

class SupervisorWatch implements ISupervisorWatch {
  readonly #context: RunContext;
  readonly #claim: Claim;
  #limits: RunSpecification | null = null;
  #stop: { readonly since: number; readonly reason: string } | null = null;
  #killed: number | null = null;

  constructor(context: RunContext, claim: Claim) {
    this.#context = context;
    this.#claim = claim;
  }

  stopAsked(reason: string): void {
    this.#stop ??= { since: this.#context.clock.monotonic(), reason };
  }

  async look(): Promise<boolean> {
    const running = secondsSince(this.#claim);
    if (running !== null && running < TRUST) {
      return true;
    }
    if (this.#killed !== null) {
      return this.#context.clock.monotonic() < this.#killed + DYING;
    }
    const stopped = continueStopped(this.#claim);
    if (this.#claim.warm_parent != null) {
      continueStopped(this.#claim.warm_parent);
    }
    const forced = await this.#overdue(running, stopped);
    if (forced !== null && (stopped || hasChildren(this.#claim.pid))) {
      await this.#kill(forced);
    }
    return true;
  }

  async #overdue(running: number | null, stopped: boolean): Promise<ForcedEnd | null> {
    this.#limits ??= await readSpecification(this.#context.folder);
    const stop = this.#stop;
    const asked = stop === null ? null : { asked: (this.#context.clock.monotonic() - stop.since) / 1000, reason: stop.reason };
    return this.#limits === null ? null : overdue({ limits: this.#limits, running, stop: asked, stopped });
  }

  async #kill(forced: ForcedEnd): Promise<void> {
    const { run, folder, logger, clock } = this.#context;
    logger.warn({ run, supervisor: this.#claim.pid, ...forced }, 'supervisor did not end its run in time: it is killed');
    // What is known must not be lost on a full disk, but the end counts more.
    await writeWhole(join(folder, RUN_FILES.imposed), JSON.stringify(forced)).catch(() => undefined);
    this.#killed = clock.monotonic();
    try {
      process.kill(this.#claim.pid, 'SIGKILL');
    } catch {
      // It ended meanwhile.
    }
  }
}

/** A supervisor that has none left only waits until it can write the end. */
function hasChildren(pid: number): boolean {
  try {
    return readdirSync(`/proc/${pid}/task`).some(thread => readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').trim() !== '');
  } catch {
    return false;
  }
}
