import { Type, type Static } from '@sinclair/typebox';
import { nullable } from './nullable';
import type { LogGap, LogIndexEntry } from './run-folder';
import { stringEnum } from './string-enum';

/**
 * Bytes of a block: a log is counted and read by blocks, whose bytes begin at its multiples. A line begins with the log,
 * behind a newline and behind dropped bytes; and, for one that is longer than a block, at the first character of each
 * block that follows a whole block without a newline.
 */
export const LOG_BLOCK_BYTES = 32_768;

const Offset = Type.Integer({ minimum: 0, description: 'byte of the whole stream' });

const Gap = nullable(
  Type.Unsafe<LogGap>(
    Type.Object(
      { from: Offset, to: Offset, limit: Type.Integer({ description: 'bytes' }) },
      { additionalProperties: false, description: 'bytes `from` up to, not including, `to`, which were dropped; null while none were' }
    )
  )
);

/** `GET /api/runs/{id}/log/lines`. */
export const LogLinesAnswerSchema = Type.Object(
  {
    size: Type.Integer({ minimum: 0, description: 'bytes of the whole stream so far, the dropped ones too' }),
    block_bytes: Type.Integer({ description: 'bytes of a block' }),
    lines: Type.Array(Type.Integer({ minimum: 0 }), {
      description: 'how many lines begin in each block; the place of the gap counts as a line of the block that the gap ends in'
    }),
    begins: Type.Boolean({ description: 'whether a line begins behind the last of these blocks' }),
    gap: Gap
  },
  { $id: 'LogLinesAnswer', additionalProperties: false }
);
export type LogLinesAnswer = Readonly<Static<typeof LogLinesAnswerSchema>>;

/** `GET /api/runs/{id}/log/times`. */
export const LogTimesAnswerSchema = Type.Object(
  {
    entries: Type.Array(
      Type.Unsafe<LogIndexEntry>(
        Type.Object(
          {
            offset: Offset,
            time: Type.Integer({ description: 'milliseconds since the epoch' }),
            stream: stringEnum(['stdout', 'stderr'])
          },
          { additionalProperties: false }
        )
      ),
      { description: 'bytes from one’s offset to that of the next came at its time; the first may stand before those that were asked for' }
    ),
    gap: Gap
  },
  { $id: 'LogTimesAnswer', additionalProperties: false }
);
export type LogTimesAnswer = Readonly<Static<typeof LogTimesAnswerSchema>>;

const LogMatchSchema = Type.Object(
  {
    offset: Type.Integer({ minimum: 0, description: 'first byte of the line that it stands in' }),
    line: Type.Integer({ minimum: 0, description: 'lines that begin in the same block before this one' }),
    nth: Type.Integer({ minimum: 0, description: 'matches before it in its line' })
  },
  { additionalProperties: false }
);
/** Where searched words stand in a log. */
export type LogMatch = Readonly<Static<typeof LogMatchSchema>>;

/** `GET /api/runs/{id}/log/search`. */
export const LogSearchAnswerSchema = Type.Object(
  {
    matches: Type.Array(LogMatchSchema, { description: 'in order' }),
    next: Type.Integer({
      minimum: 0,
      description: 'the byte from which to search on; what matched from there on may match again: a line that is not ended yet'
    }),
    more: Type.Boolean({ description: 'whether the search ended at its limit, before the end of the log' })
  },
  { $id: 'LogSearchAnswer', additionalProperties: false }
);
export type LogSearchAnswer = Readonly<Static<typeof LogSearchAnswerSchema>>;
