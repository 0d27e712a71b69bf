import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunId } from '../../../protocol/identity';
import { LOG_BLOCK_BYTES } from '../../../protocol/log-lines';
import { FakeLogs } from '../../api/test-support/fake-logs';
import { searchLog, type LogSearch } from './search-log';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
const signal = new AbortController().signal;

function logsWith(text: string | Uint8Array): FakeLogs {
  const logs = new FakeLogs();
  logs.append(RUN, text);
  return logs;
}

const search = (logs: FakeLogs, words: string, options: Partial<LogSearch> = {}) =>
  searchLog(logs, RUN, { words, matchCase: false, from: 0, limit: 10_000, signal, ...options });

describe('the search in a log', () => {
  it('tells line and place of each match, whatever the case', async () => {
    const answer = await search(logsWith('one\nThreshold THRESHOLD\nnone\nthreshold'), 'Threshold');
    expect(answer.matches).toEqual([
      { offset: 4, line: 1, nth: 0 },
      { offset: 4, line: 1, nth: 1 },
      { offset: 29, line: 3, nth: 0 }
    ]);
  });

  it('minds the case when it is asked to', async () => {
    const { matches } = await search(logsWith('one\nOne\nONE\n'), 'One', { matchCase: true });
    expect(matches.map(match => match.offset)).toEqual([4]);
  });

  it('takes the text literally', async () => {
    expect((await search(logsWith('a.c\nabc\n'), 'a.c')).matches).toHaveLength(1);
    expect((await search(logsWith('anything'), 'n\ny')).matches).toEqual([]);
  });

  it('looks through colours, and not at what a progress bar overwrote', async () => {
    const { matches } = await search(logsWith('thres\u001b[1mhold\u001b[0m\r\n 10%\r 20%\r\nbe\u0007ll\n'), 'threshold');
    expect(matches.map(match => match.offset)).toEqual([0]);
    expect((await search(logsWith(' 10%\r 20%\n'), '10%')).matches).toEqual([]);
    expect((await search(logsWith('one\nbe\u0007ll\nend\n'), 'bell')).matches).toEqual([{ offset: 4, line: 1, nth: 0 }]);
  });

  it('finds what stands on both sides of the end of a block', async () => {
    const before = `${'x'.repeat(99)}\n`.repeat(400).slice(0, LOG_BLOCK_BYTES - 3);
    const { matches } = await search(logsWith(`${before}needle in it\nneedle\n`), 'needle');
    expect(matches).toEqual([
      { offset: Math.floor(before.length / 100) * 100, line: Math.floor(before.length / 100), nth: 0 },
      { offset: before.length + 13, line: 0, nth: 0 }
    ]);
  });

  it('finds the same as looking at each line would', async () => {
    const word = fc.constantFrom('ab', 'aB', 'x', 'ü', '漢', ' ', '\u001b[31m', '\r', '\u0000');
    const line = fc.tuple(fc.array(word, { maxLength: 6 }), fc.nat(3000)).map(([words, fill]) => words.join('') + 'y'.repeat(fill));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 120 }), async lines => {
        const shown = lines.map(each =>
          each.replace(/\r+$/, '').replace(/^.*\r/s, '').replaceAll('\u001b[31m', '').replaceAll('\u0000', '').toLowerCase()
        );
        const expected = shown.flatMap((each, number) => Array.from(each.matchAll(/ab/g), (_, nth) => `${number}/${nth}`));
        const text = lines.map(each => `${each}\n`);
        const offsets = text.reduce<number[]>((ends, each) => [...ends, ends.at(-1)! + Buffer.byteLength(each)], [0]);
        const { matches } = await search(logsWith(text.join('')), 'AB');
        expect(matches.map(match => `${offsets.indexOf(match.offset)}/${match.nth}`)).toEqual(expected);
        const inBlock = (offset: number) =>
          offsets.slice(0, -1).filter(each => each < offset && Math.floor(each / LOG_BLOCK_BYTES) === Math.floor(offset / LOG_BLOCK_BYTES));
        expect(matches.map(match => match.line)).toEqual(matches.map(match => inBlock(match.offset).length));
      }),
      { numRuns: 50 }
    );
  });

  it('ends at its limit, and goes on where it ended', async () => {
    const logs = logsWith('no\nyes\n'.repeat(20_000));
    const first = await search(logs, 'yes', { limit: 7000 });
    expect([first.matches.length, first.more, first.next]).toEqual([7000, true, 7 * 7000]);
    const second = await search(logs, 'yes', { limit: 20_000, from: first.next });
    expect([second.matches.length, second.more, second.next]).toEqual([13_000, false, 140_000]);
    expect(second.matches[0]).toEqual({ offset: 7 * 7000 + 3, line: 2 * 7000 + 1 - Math.ceil(LOG_BLOCK_BYTES / 7) * 2 + 1, nth: 0 });
  });

  it('goes on behind a line that ends in another block than it began', async () => {
    const before = `${'x'.repeat(LOG_BLOCK_BYTES - 4)}\nyes to this\nyes\n`;
    expect(await search(logsWith(before), 'yes', { limit: 1 })).toEqual({
      matches: [{ offset: LOG_BLOCK_BYTES - 3, line: 1, nth: 0 }],
      next: LOG_BLOCK_BYTES - 3 + 12,
      more: true
    });
  });

  it('goes on at a line that is not ended yet', async () => {
    const logs = logsWith('yes\nye');
    expect((await search(logs, 'yes')).next).toBe(4);
    logs.append(RUN, 's\n');
    expect(await search(logs, 'yes', { from: 4 })).toEqual({ matches: [{ offset: 4, line: 1, nth: 0 }], next: 8, more: false });
  });

  it('passes over dropped bytes; the place of the gap counts as a line', async () => {
    const logs = logsWith(`yes yes\nyes\nmore yes\n`);
    logs.drop(RUN, 5, 12);
    const { matches } = await search(logs, 'yes');
    expect(matches).toEqual([
      { offset: 0, line: 0, nth: 0 },
      { offset: 12, line: 2, nth: 0 }
    ]);
  });

  it('finds words in a line that is longer than a block', async () => {
    const { matches } = await search(logsWith(`${'x'.repeat(5 * LOG_BLOCK_BYTES)}needle`), 'needle');
    expect(matches).toEqual([{ offset: 5 * LOG_BLOCK_BYTES, line: 0, nth: 0 }]);
  });

  it('ends when nobody waits for it any more', async () => {
    const gone = new AbortController();
    const logs = logsWith('yes\n'.repeat(1_000_000));
    const read = logs.read.bind(logs);
    let reads = 0;
    logs.read = (...wanted) => {
      reads += 1;
      gone.abort();
      return read(...wanted);
    };
    await search(logs, 'no', { signal: gone.signal });
    expect(reads).toBe(1);
  });
});
