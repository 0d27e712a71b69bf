import { Type, type Static } from '@sinclair/typebox';
import { RunIdSchema, TaskIdSchema } from './identity';
import type { Json } from './json';
import { nullable } from './nullable';
import { stringEnum } from './string-enum';

/** Names of the files in a run's folder, `<state_dir>/runs/<run id>/`. `claim` and `end` appear whole (link, rename) or not at all. */
export const RUN_FILES = {
  specification: 'specification.json',
  claim: 'claim',
  log: 'log',
  logIndex: 'log.index',
  /** Which bytes of the log were dropped; absent while none were. */
  logGap: 'log.gap',
  end: 'end.json',
  /** `{reason}`: written by the scheduler before it asks the supervisor to end the run. */
  stop: 'stop.json',
  /** `{status, reason}`: the end that is being forced, a time limit's or a person's; gone once `end` is there. */
  imposed: 'imposed.json',
  /** What the supervisor itself has to say: nothing, unless it is broken. */
  supervisorLog: 'supervisor.log'
} as const;

/** One cell to execute, in order. */
const CellToRunSchema = Type.Object(
  {
    number: Type.Integer({ minimum: 1, description: 'place among all cells of the notebook' }),
    source: Type.String(),
    ipython: Type.Boolean({ description: 'has IPython syntax, so the run needs IPython’s shell' })
  },
  { additionalProperties: false }
);

/** What the scheduler asks a supervisor to do; written before the supervisor starts, never changed. Paths are absolute unless they say otherwise. */
export const RunSpecificationSchema = Type.Object(
  {
    version: Type.Literal(1),
    run: RunIdSchema,
    task: TaskIdSchema,
    key: nullable(Type.String()),
    organisation: Type.String(),
    environment: Type.String({ description: 'hash of the environment whose interpreter runs this' }),
    notebook: Type.String({ description: 'relative to the checkout; names the code in tracebacks' }),
    method: Type.String(),
    cells: Type.Array(CellToRunSchema),
    args: Type.Unsafe<Readonly<Record<string, Json>>>({ type: 'object' }),
    checkout: Type.String({ description: 'root of the working copy; first on sys.path with the notebook’s folder' }),
    working_directory: Type.String({ description: 'the notebook’s folder in the checkout' }),
    data_dir: Type.String({ description: 'PEACH_DATA_DIR: the organisation’s folder that stays' }),
    temporary_dir: Type.String({
      description: 'TMPDIR of this run; its supervisor removes it, or leaves it to a later run where it is empty'
    }),
    api: Type.Optional(
      Type.Object(
        { url: Type.String(), token: Type.String() },
        {
          additionalProperties: false,
          description:
            'PEACH_URL and PEACH_TOKEN: where the scheduler answers, and the run’s own token, which reaches its organisation only'
        }
      )
    ),
    variables: Type.Record(Type.String(), Type.String(), {
      description: 'the whole environment of the user’s process but for what the supervisor adds'
    }),
    notes: Type.Array(Type.String(), { description: 'lines that the log begins with' }),
    timeout: Type.Number({ description: 'seconds from the start of the user’s process' }),
    grace: Type.Number({ description: 'seconds between SIGTERM and SIGKILL' }),
    log_limit: Type.Optional(
      Type.Integer({ minimum: 1, description: 'bytes that stay of the log: its first and its newest half; absent: 256 MiB' })
    )
  },
  { additionalProperties: false }
);
export type RunSpecification = Readonly<Static<typeof RunSpecificationSchema>>;

/** Who runs it: written exclusively, before any user code. The same three facts tell later whether that process still lives. */
export const ClaimSchema = Type.Object(
  {
    boot_id: Type.String({ description: 'of /proc/sys/kernel/random/boot_id; empty where the system has none' }),
    pid: Type.Integer({ minimum: 1 }),
    start_time: Type.Integer({ description: 'field 22 of /proc/<pid>/stat, in clock ticks since boot' }),
    claimed_at: Type.Number({ description: 'seconds since the epoch' }),
    warm_parent: Type.Optional(
      nullable(
        Type.Object(
          { pid: Type.Integer({ minimum: 1 }), start_time: Type.Integer() },
          { additionalProperties: false, description: 'what forked the supervisor: it writes the end record of one that was killed' }
        )
      )
    ),
    monotonic: Type.Optional(Type.Number({ description: 'the same moment in seconds of CLOCK_MONOTONIC, which nobody sets' }))
  },
  { additionalProperties: false }
);
export type Claim = Readonly<Static<typeof ClaimSchema>>;

/** How a run ended, as its supervisor saw it. Times are seconds since the epoch. */
export const EndRecordSchema = Type.Object(
  {
    status: stringEnum(['SUCCESS', 'FAILURE', 'TIMED_OUT', 'KILLED']),
    reason: nullable(Type.String()),
    exit_code: nullable(Type.Integer()),
    signal: nullable(Type.Integer()),
    started_at: Type.Number(),
    ended_at: Type.Number(),
    cpu_seconds: nullable(Type.Number({ description: 'null where nobody could measure it' })),
    peak_memory: nullable(Type.Integer({ description: 'bytes; null where nobody could measure it' })),
    log_bytes: Type.Integer(),
    result: Type.Unknown({ description: 'what the function returned, as JSON; null where it returned none or it was over 64 KiB' })
  },
  { additionalProperties: false }
);
export type EndRecord = Readonly<Static<typeof EndRecordSchema>>;

/** The end that a run is being forced to, as `imposed` says. It is what the run ended with, should nobody live to write the end. */
export const ForcedEndSchema = Type.Object(
  { status: stringEnum(['TIMED_OUT', 'KILLED']), reason: Type.String() },
  { additionalProperties: false }
);
export type ForcedEnd = Readonly<Static<typeof ForcedEndSchema>>;

/** Bytes of one entry of `log.index`: two little-endian u64, byte offset in the log, then (nanoseconds since the epoch << 1 | stream), stream 0 = stdout, 1 = stderr. */
export const LOG_INDEX_ENTRY_BYTES = 16;

/** One entry of the log's index: bytes from `offset` to the next entry's came at `time` (milliseconds since the epoch). */
export type LogIndexEntry = { readonly offset: number; readonly time: number; readonly stream: 'stdout' | 'stderr' };

/** Bytes `from` up to, not including, `to` of a log, which were dropped because it is over its `limit`, in bytes. */
export type LogGap = { readonly from: number; readonly to: number; readonly limit: number };

/** What `log.gap` says: the gap, and the entries of `log.index` that went with its bytes. */
export type StoredLogGap = LogGap & { readonly entryFrom: number; readonly entryTo: number };

const GAP_FIELDS = 5;

/**
 * The content of `log.gap`: six little-endian u64, which are `from`, `to`, the first entry of the index that was dropped,
 * the first that is there again, the limit, and the sum of these five. The supervisor overwrites it before bytes vanish,
 * so bytes of the log and entries of the index are what they seem only if the gap **read after them** leaves them out.
 * `to` only grows. Null for a content that does not add up: it was read in the middle of a write.
 */
export function parseLogGap(content: Uint8Array): StoredLogGap | null {
  if (content.length < (GAP_FIELDS + 1) * 8) {
    return null;
  }
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const [from = 0, to = 0, entryFrom = 0, entryTo = 0, limit = 0, sum] = Array.from({ length: GAP_FIELDS + 1 }, (_, field) =>
    Number(view.getBigUint64(field * 8, true))
  );
  return from + to + entryFrom + entryTo + limit === sum ? { from, to, limit, entryFrom, entryTo } : null;
}
