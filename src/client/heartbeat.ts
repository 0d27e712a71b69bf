import type { ITimers } from './timers';

/** How often it is looked whether something is due. Milliseconds, as all below. */
const TICK = 2500;
/** Silence after which the other end is asked. */
const QUIET = 15_000;
/** How long an answer may take; it stands behind everything that is on its way already. */
const ANSWER_LIMIT = 30_000;
/** The same where there is reason to believe that the connection is dead. */
const SUSPECT_LIMIT = 8000;
/** A tick that comes this late was slept through. */
const SLEPT = 15_000;

/** Finds out that a connection is dead which nobody has closed, as after a laptop slept. */
export interface IHeartbeat {
  /** The connection is there; it beats until `end`. */
  begin(): void;
  end(): void;
  /** Something came. */
  heard(): void;
  /** There is reason to believe that the connection is dead. */
  suspect(): void;
  /** Until when the connection is known to have been one: now, unless it has been silent for longer than it may be. */
  knownUntil(): number;
}

export type HeartbeatParts = {
  readonly timers: ITimers;
  /** Asks the other end for a sign of life. */
  readonly ask: () => void;
  /** None came. */
  readonly dead: () => void;
};

export function createHeartbeat(parts: HeartbeatParts): IHeartbeat {
  return new Heartbeat(parts);
}

class Heartbeat implements IHeartbeat {
  private cancelTick: (() => void) | null = null;
  private lastTick = 0;
  private lastHeard = 0;
  /** By when an answer has to be there; null: nothing was asked. */
  private deadline: number | null = null;

  constructor(private readonly parts: HeartbeatParts) {}

  begin(): void {
    if (this.cancelTick === null) {
      this.heard();
      this.tickLater();
    }
  }

  end(): void {
    this.cancelTick?.();
    this.cancelTick = null;
    this.deadline = null;
  }

  heard(): void {
    this.lastHeard = this.parts.timers.now();
    this.deadline = null;
  }

  suspect(): void {
    if (this.cancelTick !== null) {
      this.ask(SUSPECT_LIMIT);
    }
  }

  knownUntil(): number {
    const now = this.parts.timers.now();
    return now - this.lastHeard <= QUIET + TICK ? now : this.lastHeard;
  }

  private tickLater(): void {
    this.lastTick = this.parts.timers.now();
    this.cancelTick = this.parts.timers.after(TICK, () => this.tick());
  }

  private tick(): void {
    const now = this.parts.timers.now();
    const slept = now - this.lastTick >= SLEPT;
    this.tickLater();
    if (slept) {
      // What was asked before the sleep could not be answered in it.
      this.deadline = null;
      this.suspect();
    } else if (this.deadline !== null && now >= this.deadline) {
      this.parts.dead();
    } else if (this.deadline === null && now - this.lastHeard >= QUIET) {
      this.ask(ANSWER_LIMIT);
    }
  }

  private ask(limit: number): void {
    this.deadline = Math.min(this.deadline ?? Infinity, this.parts.timers.now() + limit);
    this.parts.ask();
  }
}
