import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import type { ILogs } from '../ports';
import { createLogs } from './create-logs';
import { makeTestRuns, type TestRuns } from './test-support/write-log';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
let runs: TestRuns;
let logs: ILogs;

beforeEach(() => {
  runs = makeTestRuns();
  logs = createLogs({ directory: runs.directory });
});

afterEach(() => runs.remove());

describe('a log that is not there', () => {
  it('is an empty one', async () => {
    expect(await logs.size(RUN)).toBe(0);
    expect(await logs.read(RUN, 0, 100)).toEqual({ offset: 0, bytes: new Uint8Array() });
    expect(await logs.gap(RUN)).toBeNull();
    expect(await logs.tailOffset(RUN, 10)).toBe(0);
  });
});

describe('reading', () => {
  it('gives the bytes between two offsets, as many as there are', async () => {
    runs.write(RUN, 'hello world');
    const read = async (from: number, to: number) => Buffer.from((await logs.read(RUN, from, to)).bytes).toString();

    expect(await logs.size(RUN)).toBe(11);
    expect([await read(0, 5), await read(6, 100), await read(11, 20), await read(50, 60), await read(5, 5), await read(7, 3)]).toEqual([
      'hello',
      'world',
      '',
      '',
      '',
      ''
    ]);
  });

  it('gives bytes as they are, text or not', async () => {
    runs.write(RUN, Uint8Array.of(0, 0xff, 0x0a, 0x80));

    expect([...(await logs.read(RUN, 1, 4)).bytes]).toEqual([0xff, 0x0a, 0x80]);
  });
});

describe('the offset of the last lines', () => {
  it('is where the first of them begins', async () => {
    runs.write(RUN, 'one\ntwo\nthree\n');

    expect(await Promise.all([0, 1, 2, 3, 4].map(lines => logs.tailOffset(RUN, lines)))).toEqual([14, 8, 4, 0, 0]);
  });

  it('counts a last line without an end, and empty lines', async () => {
    runs.write(RUN, '\n\none\n\ntwo');

    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(lines => logs.tailOffset(RUN, lines)))).toEqual([7, 6, 2, 1, 0, 0]);
  });

  it('is the same as counting forwards, however long the lines', async () => {
    const line = fc.integer({ min: 0, max: 200_000 }).map(length => 'x'.repeat(length));
    await fc.assert(
      fc.asyncProperty(
        fc.array(line, { maxLength: 6 }),
        fc.constantFrom('', '\n'),
        fc.integer({ min: 1, max: 8 }),
        async (lines, end, wanted) => {
          const text = lines.join('\n') + end;
          mkdirSync(join(runs.directory, RUN), { recursive: true });
          writeFileSync(join(runs.directory, RUN, 'log'), text);

          const whole = text.endsWith('\n') ? text.slice(0, -1).split('\n') : text.split('\n');
          const kept = whole.slice(-wanted).join('\n').length + (text.endsWith('\n') ? 1 : 0);
          expect(await logs.tailOffset(RUN, wanted)).toBe(text.length - kept);
        }
      ),
      { numRuns: 100 }
    );
  });

  it('reads no more of a large log than it needs', async () => {
    runs.write(RUN, 'first\n');
    const block = `${'x'.repeat(1023)}\n`.repeat(1024);
    for (let i = 0; i < 64; i += 1) {
      appendFileSync(join(runs.directory, RUN, 'log'), block);
    }
    const before = process.resourceUsage().maxRSS;

    expect(await logs.tailOffset(RUN, 1000)).toBe(6 + 64 * 1024 * 1024 - 1000 * 1024);
    expect(process.resourceUsage().maxRSS - before).toBeLessThan(32 * 1024);
  });
});

describe('a log of which the middle was dropped', () => {
  const text = 'one\ntwo\nthree\nfour\nfive\nsix\n';

  beforeEach(() => {
    runs.write(RUN, text);
    runs.drop(RUN, { from: 6, to: 16 });
  });

  it('tells where', async () => {
    expect(await logs.gap(RUN)).toEqual({ from: 6, to: 16, limit: 1024 });
    expect(await logs.size(RUN)).toBe(text.length);
  });

  it.each([
    [0, 100, 0, 'one\ntw'],
    [4, 6, 4, 'tw'],
    [6, 20, 16, 'ur\nf'],
    [10, 14, 16, ''],
    [16, 100, 16, 'ur\nfive\nsix\n'],
    [20, 24, 20, 'ive\n']
  ])('gives of bytes %i to %i those that are there', async (from, to, offset, expected) => {
    const part = await logs.read(RUN, from, to);

    expect([part.offset, Buffer.from(part.bytes).toString()]).toEqual([offset, expected]);
  });

  it('has last lines before and behind the gap, the one that it cuts twice', async () => {
    expect(await Promise.all([1, 2, 3, 4, 5, 6].map(lines => logs.tailOffset(RUN, lines)))).toEqual([24, 19, 16, 4, 0, 0]);
  });

  it('says so where the gap is broken', async () => {
    writeFileSync(join(runs.directory, RUN, 'log.gap'), Buffer.alloc(48, 1));

    await expect(logs.read(RUN, 0, 100)).rejects.toThrow('does not add up');
  });

  it('takes a gap that is not written yet for none', async () => {
    writeFileSync(join(runs.directory, RUN, 'log.gap'), '');

    expect(await logs.gap(RUN)).toBeNull();
  });
});
