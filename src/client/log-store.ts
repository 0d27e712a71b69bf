import type { RunId } from '../protocol/identity';
import type { Run } from '../protocol/run';
import type { IConnection } from './connection';
import { createRunLog, type IRunLog, type IRunLogWriter } from './run-log';
import type { TopicEvent } from './topic-event';

/** Bytes that are kept of one run’s log. */
const KEPT_LOG_BYTES = 16 * 1024 * 1024;

/** A run’s log as far as it has come. A new object for each change, round the same lines. */
export type FollowedLog = {
  readonly state: 'loading' | 'following' | 'complete' | 'refused';
  readonly lines: IRunLog;
  /** Why it can’t be shown; null unless refused. */
  readonly refusal: string | null;
};

/** The logs that are followed just now. */
export interface ILogStore {
  get(run: RunId): FollowedLog | null;
  /** Follows exactly these runs: others are forgotten. */
  follow(runs: readonly Run[]): void;
}

export type LogStoreOptions = {
  readonly connection: Pick<IConnection, 'subscribe'>;
  readonly decode: (bytes: Uint8Array) => string;
  /** Called after each change of any log. */
  readonly changed: () => void;
};

type Entry = { log: FollowedLog; readonly writer: IRunLogWriter; stop: () => void };

export function createLogStore(options: LogStoreOptions): ILogStore {
  const entries = new Map<RunId, Entry>();

  function open(run: Run): void {
    const from = Math.max(0, run.log_bytes - KEPT_LOG_BYTES);
    const writer = createRunLog({ decode: options.decode, from, maxBytes: KEPT_LOG_BYTES });
    const entry: Entry = { log: { state: 'loading', lines: writer, refusal: null }, writer, stop: () => undefined };
    entries.set(run.id, entry);
    entry.stop = options.connection.subscribe({ kind: 'log', run: run.id, offset: from }, event => {
      entry.log = applyEvent(entry, event);
      options.changed();
    });
  }

  return {
    get: run => entries.get(run)?.log ?? null,
    follow: runs => {
      const wanted = new Set(runs.map(run => run.id));
      for (const [run, entry] of entries) {
        if (!wanted.has(run)) {
          entry.stop();
          entries.delete(run);
        }
      }
      for (const run of runs) {
        if (!entries.has(run.id)) {
          open(run);
        }
      }
    }
  };
}

function applyEvent({ log, writer }: Entry, event: TopicEvent): FollowedLog {
  switch (event.kind) {
    case 'log_index':
      writer.index(event.entries);
      return { ...log };
    case 'log_bytes':
      writer.append(event.offset, event.bytes);
      return { ...log, state: 'following' };
    case 'log_gap':
      writer.gap(event.gap);
      return { ...log, state: 'following' };
    case 'log_end':
      return { ...log, state: 'complete' };
    case 'refused':
      return { ...log, state: 'refused', refusal: event.error.message };
    case 'snapshot':
      if (event.data.kind === 'log' && event.data.run === null) {
        return { ...log, state: 'refused', refusal: 'The scheduler does not have this execution any more.' };
      }
      return log.state === 'loading' ? { ...log, state: 'following' } : log;
    case 'change':
      return log;
  }
}
