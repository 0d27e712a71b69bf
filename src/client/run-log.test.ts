import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRunLog, type IRunLog, type IRunLogWriter } from './run-log';

const encoder = new TextEncoder();
const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

function logOf(options: { readonly from?: number; readonly maxBytes?: number } = {}): IRunLogWriter {
  return createRunLog({ decode, from: options.from ?? 0, maxBytes: options.maxBytes ?? 1_000_000 });
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

function texts(log: IRunLog): readonly string[] {
  return Array.from({ length: log.lineCount }, (_, index) => log.line(index).text);
}

describe('the lines of a run’s log', () => {
  it('are those that were printed, the last one as far as it has come', () => {
    expect(texts(written('one\ntw', 'o\nthr'))).toEqual(['one', 'two', 'thr']);
  });

  it('do not depend on where the bytes were cut', () => {
    const text = fc
      .array(fc.constantFrom('a', 'ü', '漢', '😀', '\n', ' ', '\r\n', '\u001b[31m'), { maxLength: 60 })
      .map(parts => parts.join(''));
    fc.assert(
      fc.property(text, fc.array(fc.nat(40), { maxLength: 8 }), (whole, cuts) => {
        const bytes = encoder.encode(whole);
        const log = logOf();
        let offset = 0;
        for (const end of [...cuts.map(cut => Math.min(cut, bytes.length)).toSorted((a, b) => a - b), bytes.length]) {
          log.append(offset, bytes.subarray(offset, end));
          offset = Math.max(offset, end);
        }
        expect(texts(log)).toEqual(texts(written(whole)));
      })
    );
  });

  it('show the last state of a progress bar', () => {
    expect(texts(written(' 10%\r 20%', '\r 30%\r'))).toEqual([' 30%\r']);
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
  });

  it('have no time where the index does not tell', () => {
    expect(written('one\n').line(0).time).toBeNull();
  });

  it('carry a colour that the line before left on', () => {
    const [first, second, third] = texts(written('\u001b[31mred\nstill red\u001b[0m\nplain\n'));
    expect(first).toBe('\u001b[31mred');
    expect(second).toBe('\u001b[31mstill red\u001b[0m');
    expect(third).toBe('plain');
  });

  it('are split where one is endless, never inside a character', () => {
    const log = written('漢'.repeat(50_000));
    expect(log.lineCount).toBe(3);
    expect(texts(log).join('')).toBe('漢'.repeat(50_000));
  });

  it('survive bytes that are no UTF-8', () => {
    const log = logOf();
    log.append(0, new Uint8Array([0x61, 0xff, 0xfe, 0x0a]));
    expect(log.line(0).text).toBe('a\ufffd\ufffd');
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
    expect(texts(log).slice(1)).toEqual(['… 100 bytes of this log were dropped here: it is over its limit of 8 bytes …']);
  });

  it('say the whole of a gap in whose middle they begin', () => {
    const log = logOf({ from: 500 });
    log.gap({ from: 100, to: 1000, limit: 200 });
    log.append(1000, encoder.encode('tail\n'));
    expect(texts(log)).toEqual(['… 900 bytes of this log were dropped here: it is over its limit of 200 bytes …', 'tail']);
    expect(log.droppedBytes).toBe(100);
  });

  it('end at a hole in the log', () => {
    const log = written('one\ntwo');
    log.append(100, encoder.encode('tail\n'));
    expect(texts(log)).toEqual(['one', 'two', 'tail']);
  });
});

describe('the memory of a run’s log', () => {
  it('is bounded: the oldest lines go, and it is said how many bytes', () => {
    const log = logOf({ maxBytes: 30 });
    log.append(0, encoder.encode('0123456789\n'.repeat(10)));
    expect(log.lineCount).toBe(2);
    expect(log.droppedBytes).toBe(88);
  });

  it('stays bounded over a long time', () => {
    const log = logOf({ maxBytes: 1100 });
    const bytes = encoder.encode('0123456789\n'.repeat(50));
    for (let turn = 0; turn < 400; turn++) {
      log.append(turn * bytes.length, bytes);
    }
    expect(log.lineCount).toBe(100);
    expect(log.droppedBytes).toBe(400 * bytes.length - 1100);
    expect(log.line(99).text).toBe('0123456789');
  });

  it('forgets what was said of dropped bytes with the lines round it', () => {
    const log = logOf({ maxBytes: 30 });
    log.gap({ from: 0, to: 5, limit: 4 });
    log.append(5, encoder.encode('0123456789\n'.repeat(10)));
    expect(texts(log)).toEqual(['0123456789', '0123456789']);
    expect(log.line(0).stream).toBe('stdout');
  });

  it('counts what stands before its beginning', () => {
    expect(logOf({ from: 500 }).droppedBytes).toBe(500);
  });
});
