import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LOG_BLOCK_BYTES } from '../protocol/log-lines';
import type { RunId } from '../protocol/identity';
import type { LogGap } from '../protocol/run-folder';
import { FakeLogs } from '../scheduler/api/test-support/fake-logs';
import { countLogLines } from '../scheduler/services/logs/count-log-lines';
import { createRunLog, type IRunLog, type IRunLogWriter } from './run-log';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
const encoder = new TextEncoder();
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function logOf(from = 0, mostBlocks = 64): IRunLogWriter {
  return createRunLog({ decode, from, mostBlocks });
}

function written(...pieces: readonly string[]): IRunLogWriter {
  const log = logOf();
  let offset = 0;
  for (const piece of pieces) {
    const bytes = encoder.encode(piece);
    log.append(offset, bytes);
    offset += bytes.length;
  }
  return log;
}

function texts(log: IRunLog): readonly (string | null)[] {
  return Array.from({ length: log.lineCount }, (_, index) => log.line(index)?.text ?? null);
}

/** A scheduler’s log, and what the client fetches of it. */
function stored(bytes: Uint8Array, gap: Omit<LogGap, 'limit'> | null = null) {
  const logs = new FakeLogs();
  logs.append(RUN, bytes);
  if (gap !== null) {
    logs.drop(RUN, gap.from, gap.to);
  }
  const fetched: number[] = [];
  return {
    fetched,
    count: async (log: IRunLogWriter, to = log.countable) =>
      log.counted(await countLogLines(logs, RUN, { to, signal: new AbortController().signal })),
    /** Fetches what lines `first` to `last` need, until all is here. */
    fetch: (log: IRunLogWriter, first: number, last: number) => {
      for (let spans = log.missing(first, last); spans.length > 0; spans = log.missing(first, last)) {
        fetched.push(spans.reduce((sum, { from, to }) => sum + to - from, 0));
        const parts = spans.map(({ from, to }) => ({ offset: from, bytes: bytes.slice(from, to) }));
        log.put({ parts, entries: [{ offset: spans[0]!.from, time: 1000, stream: 'stdout' }] });
      }
    }
  };
}

function numbered(count: number): Uint8Array {
  return encoder.encode(Array.from({ length: count }, (_, number) => `${String(number).padStart(31, '0')}\n`).join(''));
}

describe('the lines of a run’s log', () => {
  it('are those that were printed, the last one as far as it has come', () => {
    expect(texts(written('one\ntw', 'o\nthr'))).toEqual(['one', 'two', 'thr']);
  });

  it('do not depend on where the bytes were cut', () => {
    const text = fc
      .array(fc.constantFrom('a', 'ü', '漢', '😀', '\n', ' ', '\r\n', '\u001b[31m', 'x'.repeat(20_000)), { maxLength: 60 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(200_000), { maxLength: 8 }), (whole, cuts) => {
        const bytes = encoder.encode(whole);
        const log = logOf();
        let offset = 0;
        for (const end of [...cuts.map(cut => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length]) {
          log.append(offset, bytes.subarray(offset, end));
          offset = Math.max(offset, end);
        }
        expect(texts(log).join('\n') === texts(written(whole)).join('\n')).toBe(true);
      })
    );
  });

  it('show the last state of a progress bar', () => {
    expect(texts(written(' 10%\r 20%', '\r 30%\r'))).toEqual([' 30%']);
    expect(texts(written(' 10%\r 20%\r\ndone\r\n'))).toEqual([' 20%', 'done']);
  });

  it('have the time and the stream of their first byte', () => {
    const log = written('one\ntwo\n');
    log.index([
      { offset: 0, time: 1000, stream: 'stdout' },
      { offset: 4, time: 2000, stream: 'stderr' }
    ]);
    log.index([{ offset: 4, time: 9999, stream: 'stdout' }]);
    expect(log.line(0)).toEqual({ text: 'one', time: 1000, stream: 'stdout' });
    expect(log.line(1)).toEqual({ text: 'two', time: 2000, stream: 'stderr' });
    expect(log.lastTime).toBe(2000);
  });

  it('have no time where the index does not tell', () => {
    expect(written('one\n').line(0)?.time).toBeNull();
    expect(written('one\n').lastTime).toBeNull();
  });

  it('carry a colour that the line before left on', () => {
    const [first, second, third] = texts(written('\u001b[31mred\nstill red\u001b[0m\nplain\n'));
    expect(first).toBe('\u001b[31mred');
    expect(second).toBe('\u001b[31mstill red\u001b[0m');
    expect(third).toBe('plain');
  });

  it('are split where one is endless, never inside a character', () => {
    const log = written('漢'.repeat(50_000));
    expect(log.lineCount).toBe(5);
    expect(texts(log).join('')).toBe('漢'.repeat(50_000));
  });

  it('survive bytes that are no UTF-8', () => {
    const log = logOf();
    log.append(0, new Uint8Array([0x61, 0xff, 0xfe, 0x0a]));
    expect(log.line(0)?.text).toBe('a\ufffd\ufffd');
  });

  it('say in the place of dropped bytes how many they are, as no line of the run', () => {
    const log = written('one\n\u001b[31mtwo');
    log.index([{ offset: 0, time: 1000, stream: 'stderr' }]);
    log.gap({ from: 6, to: 3000, limit: 2048 });
    log.append(3000, encoder.encode('tail\n'));
    expect(texts(log)).toEqual([
      'one',
      '\u001b[31mtwo',
      '… 2.9 KiB of this log were dropped here: it is over its limit of 2 KiB …',
      'tail'
    ]);
    expect([log.line(1), log.line(2), log.line(3)]).toMatchObject([
      { stream: 'stderr' },
      { stream: null, time: null },
      { stream: 'stderr' }
    ]);
  });

  it('count only what is missing where some of the dropped bytes came before', () => {
    const log = written('0123456789\n');
    log.gap({ from: 4, to: 111, limit: 8 });
    log.gap({ from: 4, to: 111, limit: 8 });
    log.append(111, encoder.encode('x'));
    expect(texts(log).slice(1)).toEqual(['… 100 bytes of this log were dropped here: it is over its limit of 8 bytes …', 'x']);
  });

  it('end at a hole in the log', () => {
    const log = written('one\ntwo');
    log.append(100, encoder.encode('tail\n'));
    expect(texts(log)).toEqual(['one', 'two', 'tail']);
  });
});

describe('a log of which only the end comes by itself', () => {
  const bytes = numbered(200_000);
  const from = bytes.length - (bytes.length % LOG_BLOCK_BYTES) - LOG_BLOCK_BYTES;

  it('has all its lines once they are counted, and fetches only those that are looked at', async () => {
    const server = stored(bytes);
    const log = logOf(from);
    log.append(from, bytes.subarray(from));
    expect([log.lineCount, log.uncountedBytes]).toEqual([(bytes.length - from) / 32, from]);
    await server.count(log);
    expect([log.lineCount, log.uncountedBytes]).toEqual([200_000, 0]);
    expect([log.line(0), log.line(199_999)?.text]).toEqual([null, '199999'.padStart(31, '0')]);
    server.fetch(log, 100_000, 100_060);
    expect(log.line(100_000)).toEqual({ text: '100000'.padStart(31, '0'), time: 1000, stream: 'stdout' });
    expect(server.fetched.reduce((sum, each) => sum + each)).toBeLessThanOrEqual(5 * LOG_BLOCK_BYTES);
    server.fetch(log, 0, 40);
    expect(log.line(0)?.text).toBe('0'.padStart(31, '0'));
  });

  it('knows a line again while others are counted before it', async () => {
    const log = logOf(from);
    log.append(from, bytes.subarray(from));
    const place = log.place(7);
    await stored(bytes).count(log);
    expect(log.indexOf(place)).toBe(from / 32 + 7);
  });

  it('keeps a bounded number of blocks', async () => {
    const server = stored(bytes);
    const log = logOf(from, 16);
    log.append(from, bytes.subarray(from));
    await server.count(log);
    server.fetch(log, 0, 40);
    for (let line = 0; line < 200_000; line += 10_000) {
      server.fetch(log, line, line + 40);
    }
    expect(log.line(0)).toBeNull();
    expect(log.line(199_999)).not.toBeNull();
  });

  it('has the same lines as if it had come whole, whatever was printed', async () => {
    const pieces = ['a', 'ü', '漢😀', '\n', '\n\n', '\r\n', ' 10%\r', 'x'.repeat(10_000), `${'y'.repeat(300)}\n`, '漢'.repeat(20_000)];
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(pieces.length - 1), { minLength: 1, maxLength: 80 }), fc.nat(6), async (numbers, tail) => {
        const text = numbers.map(number => pieces[number]).join('');
        const all = encoder.encode(text);
        const begin = Math.max(0, Math.floor(all.length / LOG_BLOCK_BYTES) - tail) * LOG_BLOCK_BYTES;
        const server = stored(all);
        const log = logOf(begin);
        const isCountedFirst = tail % 2 === 0;
        if (isCountedFirst && begin > 0) {
          await server.count(log);
        }
        log.append(begin, all.subarray(begin));
        if (!isCountedFirst && begin > 0) {
          await server.count(log, begin);
        }
        server.fetch(log, 0, log.lineCount - 1);
        for (let line = 0; line < log.lineCount; line += 50) {
          server.fetch(log, line, line + 50);
        }
        expect(texts(log).join('\n') === texts(written(text)).join('\n')).toBe(true);
      }),
      { numRuns: 40 }
    );
  });

  it('has a place for what was dropped before its end', async () => {
    const gap = { from: 3 * LOG_BLOCK_BYTES + 100, to: 90 * LOG_BLOCK_BYTES + 16 };
    const server = stored(bytes, gap);
    const log = logOf(from);
    log.append(from, bytes.subarray(from));
    await server.count(log);
    const before = Math.ceil(gap.from / 32);
    const behind = Math.ceil((bytes.length - gap.to) / 32);
    expect(log.lineCount).toBe(before + 1 + behind);
    server.fetch(log, before - 5, before + 5);
    expect(texts(log).slice(before - 1, before + 3)).toEqual([
      '0000',
      '… 2.7 MiB of this log were dropped here: it is over its limit of 1 KiB …',
      expect.stringMatching(/^\d{15}$/),
      String(Math.ceil(gap.to / 32)).padStart(31, '0')
    ]);
    expect(log.line(before)?.stream).toBeNull();
  });

  it('is counted again where more of it was dropped', async () => {
    const log = logOf(from);
    log.append(from, bytes.subarray(from));
    await stored(bytes).count(log);
    const server = stored(bytes, { from: LOG_BLOCK_BYTES, to: 150 * LOG_BLOCK_BYTES });
    await server.count(log);
    expect(log.lineCount).toBe(1024 + 1 + (bytes.length - 150 * LOG_BLOCK_BYTES) / 32);
    server.fetch(log, 1000, 1100);
    expect(texts(log)[1025]).toBe(String((150 * LOG_BLOCK_BYTES) / 32).padStart(31, '0'));
  });

  it('is what stands in the place of a removed one, which may be shorter', async () => {
    const server = stored(encoder.encode('This log was removed.\n'));
    const log = logOf(from);
    await server.count(log);
    server.fetch(log, 0, 0);
    expect(texts(log)).toEqual(['This log was removed.']);
  });
});
