import { blockOf } from '../core/logs/line-starts';
import type { RunId } from '../protocol/identity';
import { LOG_BLOCK_BYTES } from '../protocol/log-lines';
import type { Run } from '../protocol/run';
import type { IApiClient } from './api-client';
import type { IConnection } from './connection';
import { createLogLoader, type ILogLoader } from './log-loader';
import { createRunLog, type IRunLog, type IRunLogWriter } from './run-log';
import type { ITimers } from './timers';
import type { TopicEvent } from './topic-event';

/** Bytes at the end of a log that come without being asked for. */
const TAIL_BYTES = 8 * LOG_BLOCK_BYTES;
/** Blocks that are kept of one run’s log. */
const KEPT_BLOCKS = 64;

/** A run’s log as far as it has come. A new object for each change, round the same lines. */
export type FollowedLog = {
  readonly state: 'loading' | 'following' | 'complete' | 'refused';
  readonly lines: IRunLog;
  /** Why it can’t be shown; null unless refused. */
  readonly refusal: string | null;
  /** Why some of its lines can’t be loaded just now; null where all is well. */
  readonly problem: string | null;
};

/** The logs that are followed just now. */
export interface ILogStore {
  get(run: RunId): FollowedLog | null;
  /** Follows exactly these runs: others are forgotten. */
  follow(runs: readonly Run[]): void;
  /** Lines `first` to `last` of a run’s log are looked at. */
  need(run: RunId, first: number, last: number): void;
}

export type LogStoreOptions = {
  readonly connection: Pick<IConnection, 'subscribe'>;
  readonly api: Pick<IApiClient, 'log' | 'logLines' | 'logTimes'>;
  readonly timers: ITimers;
  readonly decode: (bytes: Uint8Array) => string;
  /** Called after each change of any log. */
  readonly changed: () => void;
};

type Entry = { log: FollowedLog; writer: IRunLogWriter; loader: ILogLoader | null; stop: () => void; stopped: boolean };

export function createLogStore(options: LogStoreOptions): ILogStore {
  const entries = new Map<RunId, Entry>();
  const newLog = (from: number): IRunLogWriter => createRunLog({ decode: options.decode, from, mostBlocks: KEPT_BLOCKS });

  function open(run: Run): void {
    const writer = newLog(0);
    const log: FollowedLog = { state: 'loading', lines: writer, refusal: null, problem: null };
    const entry: Entry = { log, writer, loader: null, stop: () => undefined, stopped: false };
    entries.set(run.id, entry);
    if (run.status === 'RUNNING') {
      // Only the log itself knows how long it is so far.
      void options.api.logLines(run.id, 0).then(answer => {
        if (!entry.stopped) {
          begin(run.id, entry, answer.ok ? answer.value.size : 0);
        }
      });
    } else {
      begin(run.id, entry, run.log_bytes);
    }
  }

  function begin(run: RunId, entry: Entry, size: number): void {
    const from = blockOf(Math.max(0, size - TAIL_BYTES)) * LOG_BLOCK_BYTES;
    entry.writer = newLog(from);
    entry.log = { ...entry.log, lines: entry.writer };
    const loader = createLogLoader({
      ...options,
      run,
      log: entry.writer,
      changed: () => {
        entry.log = { ...entry.log, problem: loader.problem };
        options.changed();
      }
    });
    entry.loader = loader;
    entry.stop = options.connection.subscribe({ kind: 'log', run, offset: from }, event => {
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
          close(entry);
          entries.delete(run);
        }
      }
      for (const run of runs) {
        if (!entries.has(run.id)) {
          open(run);
        }
      }
    },
    need: (run, first, last) => entries.get(run)?.loader?.need(first, last)
  };
}

function close(entry: Entry): void {
  entry.stopped = true;
  entry.loader?.stop();
  entry.stop();
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
