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
  end: 'end.json',
  /** `{reason}`: written by the scheduler before it asks the supervisor to end the run. */
  stop: 'stop.json'
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
    temporary_dir: Type.String({ description: 'TMPDIR of this run, made and removed by the supervisor' }),
    variables: Type.Record(Type.String(), Type.String(), {
      description: 'the whole environment of the user’s process but for what the supervisor adds'
    }),
    notes: Type.Array(Type.String(), { description: 'lines that the log begins with' }),
    timeout: Type.Number({ description: 'seconds from the start of the user’s process' }),
    grace: Type.Number({ description: 'seconds between SIGTERM and SIGKILL' })
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
    claimed_at: Type.Number({ description: 'seconds since the epoch' })
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
    cpu_seconds: Type.Number(),
    peak_memory: Type.Integer({ description: 'bytes' }),
    log_bytes: Type.Integer(),
    result: Type.Unknown({ description: 'what the function returned, as JSON; null where it returned none or it was over 64 KiB' })
  },
  { additionalProperties: false }
);
export type EndRecord = Readonly<Static<typeof EndRecordSchema>>;

/** Bytes of one entry of `log.index`: two little-endian u64, byte offset in the log, then (nanoseconds since the epoch << 1 | stream), stream 0 = stdout, 1 = stderr. */
export const LOG_INDEX_ENTRY_BYTES = 16;

/** One entry of the log's index: bytes from `offset` to the next entry's came at `time` (milliseconds since the epoch). */
export type LogIndexEntry = { readonly offset: number; readonly time: number; readonly stream: 'stdout' | 'stderr' };
