import { setTimeout as pause } from 'node:timers/promises';
import type { LogChunk } from '../ports';
import { createLogChanges, type LogChanges } from './log-changes';
import type { LogWatches } from './log-watches';
import { createIndexReader } from './index-reader';
import { readPart } from './read-part';

/** One log that is followed, read once for all its followers. */
export type LogSource = {
  /** What stands at `at` and, if that was dropped, behind the gap; null: nothing yet. */
  chunk(at: number): Promise<LogChunk | null>;
  /** Changes of the log. */
  readonly changes: LogChanges;
  /** Resolve when it is time to look again at a log that goes on, for all who wait at once: at its end, and where more is there. */
  rest(): Promise<void>;
  pace(): Promise<void>;
  close(): void;
};

/** A chunk ends where a multiple of this stands in the log, so that followers who began at different bytes share the next. */
const CHUNK = 256 * 1024;
/** What comes within this time of what was sent is sent together. Milliseconds. */
const BATCH = 16;
/** Between two whole chunks of a run that prints faster than anybody reads: who follows it shall not take its processor. 32 MiB a second. Milliseconds. */
const PACE = 8;
/** Followers beyond a hundred or so get the log less often: sending takes about a third of this. Milliseconds. */
const REST_PER_FOLLOWER = 0.1;
const MOST_KEPT = 4;

/** Whether a chunk that ends at byte `end` is a whole one: more is there most likely. */
export function isWholeChunk(end: number): boolean {
  return end % CHUNK === 0;
}

/** `followers`: how many there are of all logs together. */
export function createLogSource(folder: string, watches: LogWatches, followers: () => number): LogSource {
  const index = createIndexReader(folder);
  const kept = new Map<number, Promise<LogChunk | null>>();
  const changes = createLogChanges(folder, watches);

  function keep(at: number, reading: Promise<LogChunk | null>): void {
    kept.set(at, reading);
    const [oldest] = kept.keys();
    if (kept.size > MOST_KEPT && oldest !== undefined) {
      kept.delete(oldest);
    }
    const forget = (): void => {
      if (kept.get(at) === reading) {
        kept.delete(at);
      }
    };
    reading.then(chunk => (chunk === null ? forget() : null), forget);
  }

  async function readChunk(at: number): Promise<LogChunk | null> {
    const { offset, bytes, gap } = await readPart(folder, at, (Math.floor(at / CHUNK) + 1) * CHUNK);
    if (bytes.length === 0) {
      return null;
    }
    const entries = await index.covering(offset, offset + bytes.length, gap);
    return { offset, bytes, index: entries, gap: gap !== null && offset > at ? { from: gap.from, to: gap.to, limit: gap.limit } : null };
  }

  const pace = createRest(() => Math.max(PACE, followers() * REST_PER_FOLLOWER));

  return {
    chunk: at => {
      const reading = kept.get(at) ?? readChunk(at);
      if (!kept.has(at)) {
        keep(at, reading);
      }
      return reading;
    },
    changes,
    rest: createRest(() => Math.max(BATCH, followers() * REST_PER_FOLLOWER)),
    pace: () => {
      changes.lookAway(); // more is there in any case
      return pace();
    },
    close: () => changes.close()
  };
}

/** One pause for all who begin one while it lasts. */
function createRest(milliseconds: () => number): () => Promise<void> {
  let resting: Promise<void> | null = null;
  return () =>
    (resting ??= pause(milliseconds()).then(() => {
      resting = null;
    }));
}
