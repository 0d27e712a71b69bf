import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RunId } from '../../../protocol/identity';
import { LOG_BLOCK_BYTES } from '../../../protocol/log-lines';
import { FakeLogs } from '../../api/test-support/fake-logs';
import { countLogLines } from './count-log-lines';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
const signal = new AbortController().signal;

function logsWith(text: string | Uint8Array): FakeLogs {
  const logs = new FakeLogs();
  logs.append(RUN, text);
  return logs;
}

const count = (logs: FakeLogs, to = Infinity) => countLogLines(logs, RUN, { to, signal });

describe('the lines of a log', () => {
  it('are counted in the block that they begin in', async () => {
    const line = `${'x'.repeat(LOG_BLOCK_BYTES / 2 - 1)}\n`;
    expect(await count(logsWith(`one\n${line}${line}${line}end`))).toEqual({
      size: 4 + 3 * (LOG_BLOCK_BYTES / 2) + 3,
      block_bytes: LOG_BLOCK_BYTES,
      lines: [3, 2],
      begins: false,
      gap: null
    });
  });

  it('are as many as there are ends of lines, and a last one without an end', async () => {
    const text = fc.array(fc.tuple(fc.nat(30_000), fc.constantFrom('\n', '\n\n', '\r\n')), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.nat(100), async (parts, rest) => {
        const whole = parts.map(([length, end]) => 'x'.repeat(length) + end).join('') + 'x'.repeat(rest);
        const expected = whole.split('\n').length - (whole.endsWith('\n') || whole === '' ? 1 : 0);
        const { lines } = await count(logsWith(whole));
        expect(lines.reduce((sum, each) => sum + each, 0)).toBe(expected);
        expect(lines).toHaveLength(Math.ceil(whole.length / LOG_BLOCK_BYTES));
      }),
      { numRuns: 60 }
    );
  });

  it('are one for each block of an endless one, but for the block that it begins before', async () => {
    const { lines } = await count(logsWith(`a\n${'x'.repeat(4 * LOG_BLOCK_BYTES)}`));
    expect(lines).toEqual([2, 0, 1, 1, 1]);
  });

  it('say whether a line begins behind the bytes that were asked for', async () => {
    const logs = logsWith(`${'x'.repeat(LOG_BLOCK_BYTES - 1)}\nabc\n${'y'.repeat(LOG_BLOCK_BYTES)}`);
    expect(await count(logs, LOG_BLOCK_BYTES)).toMatchObject({ lines: [1], begins: true });
    expect(await count(logs, 2 * LOG_BLOCK_BYTES)).toMatchObject({ lines: [1, 2], begins: false });
    expect(await count(logs, 0)).toMatchObject({ size: 2 * LOG_BLOCK_BYTES + 4, lines: [], begins: true });
  });

  it('have none among dropped bytes, and one for the place of the gap', async () => {
    const logs = logsWith('line\n'.repeat(100_000));
    logs.drop(RUN, LOG_BLOCK_BYTES + 8, 3 * LOG_BLOCK_BYTES + 11);
    const { lines, gap } = await count(logs);
    expect(gap).toMatchObject({ from: LOG_BLOCK_BYTES + 8, to: 3 * LOG_BLOCK_BYTES + 11 });
    expect(lines.slice(0, 3)).toEqual([6554, 2, 0]);
    expect(lines[3]).toBe(1 + Math.ceil((LOG_BLOCK_BYTES - 11) / 5));
    expect(await count(logs, 3 * LOG_BLOCK_BYTES)).toMatchObject({ lines: [6554, 2, 0], begins: true });
  });

  it('are counted of a log with bytes that are no text', async () => {
    const bytes = new Uint8Array(LOG_BLOCK_BYTES * 2).fill(0x80);
    expect((await count(logsWith(bytes))).lines).toEqual([1, 1]);
  });
});
