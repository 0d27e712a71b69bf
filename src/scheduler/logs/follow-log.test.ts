import { mkdirSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunId } from '../../protocol/identity';
import type { LogIndexEntry } from '../../protocol/run-folder';
import type { ILogs, LogChunk } from '../ports';
import { createLogs } from './create-logs';
import { makeTestRuns, type TestRuns } from './test-support/write-log';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
const never = new AbortController().signal;
let runs: TestRuns;
let logs: ILogs;

beforeEach(() => {
  runs = makeTestRuns();
  logs = createLogs({ directory: runs.directory });
});

afterEach(() => runs.remove());

/** A follower that keeps what it was given. `end` tells it that the run has ended. */
function follow(offset = 0, signal = never, run = RUN) {
  let end: () => void = () => undefined;
  const ended = new Promise<void>(resolve => (end = resolve));
  const chunks: LogChunk[] = [];
  const finished = (async () => {
    for await (const chunk of logs.follow(run, offset, { ended, signal })) {
      chunks.push(chunk);
    }
  })();
  return { chunks, end, finished, text: () => Buffer.concat(chunks.map(chunk => chunk.bytes)).toString() };
}

async function until(condition: () => boolean): Promise<void> {
  await vi.waitFor(() => expect(condition()).toBe(true), { timeout: 10_000, interval: 2 });
}

describe('following', () => {
  it('gives what is there, then what comes, then ends', async () => {
    runs.write(RUN, 'one\n');
    const follower = follow();
    await until(() => follower.text() === 'one\n');

    runs.write(RUN, 'two\n');
    await until(() => follower.text() === 'one\ntwo\n');
    follower.end();
    await follower.finished;

    expect(follower.chunks.map(chunk => chunk.offset)).toEqual([0, 4]);
  });

  it('begins at any byte', async () => {
    runs.write(RUN, 'one\ntwo\n');
    const follower = follow(5);
    follower.end();
    await follower.finished;

    expect(follower.chunks).toMatchObject([{ offset: 5 }]);
    expect(follower.text()).toBe('wo\n');
  });

  it('gives what comes after a silence, though the log was opened before it stood in the folder', async () => {
    runs.write(RUN, 'one\n');
    const follower = follow();
    await until(() => follower.text() === 'one\n');
    await new Promise(resolve => setTimeout(resolve, 100));

    runs.write(RUN, 'two\n');
    await until(() => follower.text() === 'one\ntwo\n');

    follower.end();
    await follower.finished;
  });

  it('gives what was written just before the end', async () => {
    const follower = follow();
    await until(() => watches() > 0);

    runs.write(RUN, 'last words\n');
    follower.end();
    await follower.finished;

    expect(follower.text()).toBe('last words\n');
  });

  it('waits for a log whose folder is not there yet, nor the folder of all runs', async () => {
    const follower = follow();
    await until(() => watches() > 0);

    mkdirSync(join(runs.directory, RUN), { recursive: true });
    runs.write(RUN, 'one\n');
    await until(() => follower.text() === 'one\n');
    runs.write(RUN, 'two\n');
    await until(() => follower.text() === 'one\ntwo\n');

    follower.end();
    await follower.finished;
  });

  it('ends at once for a run that ended without a log', async () => {
    const follower = follow();
    follower.end();

    await follower.finished;

    expect(follower.chunks).toEqual([]);
  });

  it('ends too where what tells the end fails', async () => {
    const chunks = logs.follow(RUN, 0, { ended: Promise.reject(new Error('lost')), signal: never });

    expect(await chunks[Symbol.asyncIterator]().next()).toMatchObject({ done: true });
  });

  it('gives a large log in pieces of at most 256 KiB', async () => {
    runs.write(RUN, Buffer.alloc(1024 * 1024 + 1, 'x'));
    const follower = follow();
    follower.end();
    await follower.finished;

    expect(follower.chunks.map(chunk => chunk.bytes.length)).toEqual([262_144, 262_144, 262_144, 262_144, 1]);
  });

  it('sends many lines together', async () => {
    const follower = follow();
    await until(() => watches() > 0);
    const started = performance.now();
    for (let line = 0; line < 500; line += 1) {
      runs.write(RUN, `${line}\n`);
      await new Promise(resolve => setImmediate(resolve));
    }
    follower.end();
    await follower.finished;

    expect(follower.text().split('\n')).toHaveLength(501);
    expect(follower.chunks.length).toBeLessThan((performance.now() - started) / 16 + 5);
  });

  it('gives every byte once, in order, whatever is written when', async () => {
    const pieces = fc.array(fc.tuple(fc.integer({ min: 1, max: 400_000 }), fc.boolean()), { maxLength: 12 });
    let count = 0;
    await fc.assert(
      fc.asyncProperty(pieces, async lengths => {
        const run = `01890000-0000-7000-8000-${String((count += 1)).padStart(12, '0')}` as RunId;
        const follower = follow(0, never, run);
        let written = '';
        for (const [length, pause] of lengths) {
          const text = String.fromCharCode(97 + (written.length % 26)).repeat(length);
          runs.write(run, text);
          written += text;
          await (pause ? new Promise(resolve => setTimeout(resolve, 3)) : null);
        }
        follower.end();
        await follower.finished;
        expect(follower.text() === written).toBe(true);
      }),
      { numRuns: 25 }
    );
  });
});

describe('the index of a chunk', () => {
  const at = (offset: number, time: number, stream: 'stdout' | 'stderr' = 'stdout'): LogIndexEntry => ({ offset, time, stream });

  it('tells when each byte came and on which stream', async () => {
    runs.write(RUN, 'out\n', { time: 1000, stream: 'stdout' });
    runs.write(RUN, 'err\n', { time: 2000, stream: 'stderr' });
    runs.write(RUN, 'same time\n');
    const follower = follow();
    await until(() => follower.chunks.length === 1);
    runs.write(RUN, 'no entry of its own\n');
    await until(() => follower.chunks.length === 2);
    runs.write(RUN, 'later\n', { time: 3000, stream: 'stdout' });
    follower.end();
    await follower.finished;

    expect(follower.chunks.map(chunk => chunk.index)).toEqual([
      [at(0, 1000), at(4, 2000, 'stderr')],
      [at(4, 2000, 'stderr')],
      [at(38, 3000)]
    ]);
  });

  it('begins with the entry that the first byte falls under, wherever one begins to follow', async () => {
    for (let line = 0; line < 5000; line += 1) {
      runs.write(RUN, 'twelve bytes', { time: line + 1, stream: 'stdout' });
    }
    const follower = follow(4321 * 12 + 5);
    follower.end();
    await follower.finished;

    expect(follower.chunks[0]?.index.slice(0, 2)).toEqual([at(4321 * 12, 4322), at(4322 * 12, 4323)]);
    expect(follower.chunks.flatMap(chunk => chunk.index).at(-1)).toEqual(at(4999 * 12, 5000));
  });

  it('covers every byte of every chunk', async () => {
    for (let line = 0; line < 9000; line += 1) {
      runs.write(RUN, 'x'.repeat(100), { time: line + 1, stream: line % 2 === 0 ? 'stdout' : 'stderr' });
    }
    const follower = follow();
    follower.end();
    await follower.finished;

    expect(follower.chunks.length).toBeGreaterThan(3);
    for (const { offset, bytes, index } of follower.chunks) {
      expect(index[0]).toEqual(
        at(Math.floor(offset / 100) * 100, Math.floor(offset / 100) + 1, Math.floor(offset / 100) % 2 === 0 ? 'stdout' : 'stderr')
      );
      expect(index.at(-1)?.offset).toBe(Math.ceil((offset + bytes.length) / 100) * 100 - 100);
    }
  });

  it('is empty where there is none', async () => {
    runs.write(RUN, 'x');
    const follower = follow();
    follower.end();
    await follower.finished;

    expect(follower.chunks).toMatchObject([{ index: [] }]);
  });
});

describe('a log of which the middle is dropped', () => {
  const at = (offset: number, time: number): LogIndexEntry => ({ offset, time, stream: 'stdout' });

  /** A hundred lines of ten bytes, each with an entry of its own. */
  beforeEach(() => {
    for (let line = 100; line < 200; line += 1) {
      runs.write(RUN, `line ${line} \n`, { time: line, stream: 'stdout' });
    }
  });

  it('is followed over the gap, which is told with what comes behind it', async () => {
    runs.drop(RUN, { from: 25, to: 965, entryFrom: 3, entryTo: 96 });
    const follower = follow();
    follower.end();
    await follower.finished;

    expect(follower.chunks).toMatchObject([
      { offset: 0, gap: null, index: [at(0, 100), at(10, 101), at(20, 102)] },
      { offset: 965, gap: { from: 25, to: 965, limit: 1024 }, index: [at(960, 196), at(970, 197), at(980, 198), at(990, 199)] }
    ]);
    expect(follower.text()).toBe('line 100 \nline 101 \nline 196 \nline 197 \nline 198 \nline 199 \n');
  });

  it('is followed from the middle of the gap', async () => {
    runs.drop(RUN, { from: 20, to: 980, entryFrom: 2, entryTo: 98 });
    const follower = follow(500);
    follower.end();
    await follower.finished;

    expect(follower.chunks).toMatchObject([{ offset: 980, gap: { from: 20, to: 980 }, index: [at(980, 198), at(990, 199)] }]);
  });

  it('is followed by one whom the growing gap overtakes while he waits for nothing', async () => {
    const follower = follow(0);
    await until(() => follower.text().endsWith('line 199 \n'));
    runs.drop(RUN, { from: 20, to: 980, entryFrom: 2, entryTo: 98 });
    for (let line = 200; line < 300; line += 1) {
      runs.write(RUN, `line ${line} \n`, { time: line, stream: 'stdout' });
    }
    runs.drop(RUN, { from: 20, to: 1980, entryFrom: 2, entryTo: 198 });
    follower.end();
    await follower.finished;

    expect(follower.text()).not.toContain('\0');
    expect(follower.text()).toMatch(/line 299 \n$/);
  });
});

describe('letting go', () => {
  it('ends by the signal, while it waits and before it begins', async () => {
    const controller = new AbortController();
    const follower = follow(0, controller.signal);
    await until(() => watches() > 0);

    controller.abort();

    await follower.finished;
    await follow(0, controller.signal).finished;
    expect(watches()).toBe(0);
  });

  it('ends when its reader stops reading', async () => {
    runs.write(RUN, 'x');
    for await (const chunk of logs.follow(RUN, 0, { ended: new Promise(() => undefined), signal: never })) {
      expect(chunk.bytes).toHaveLength(1);
      break;
    }

    expect(watches()).toBe(0);
  });

  it('is given the same chunk as whoever is at the same place, wherever he began', async () => {
    runs.write(RUN, Buffer.alloc(600_000, 'x'));
    const [early, late] = [follow(0), follow(100)];
    early.end();
    late.end();
    await Promise.all([early.finished, late.finished]);

    expect(early.chunks.map(chunk => chunk.offset)).toEqual([0, 262_144, 524_288]);
    expect(late.chunks.map(chunk => chunk.offset)).toEqual([100, 262_144, 524_288]);
    expect(late.chunks.slice(1).every((chunk, place) => chunk === early.chunks[place + 1])).toBe(true);
  });

  it('leaves no watch and no open file behind, and needs one watch for a thousand followers', async () => {
    runs.write(RUN, 'x');
    const files = openFiles();
    const followers = Array.from({ length: 1000 }, () => follow());
    await until(() => followers.every(follower => follower.chunks.length === 1));
    await until(() => watches() === 1);

    runs.write(RUN, 'y');
    await until(() => followers.every(follower => follower.text() === 'xy'));
    followers.forEach(follower => follower.end());
    await Promise.all(followers.map(follower => follower.finished));

    expect(watches()).toBe(0);
    expect(openFiles()).toBe(files);
  });
});

/** What this process has asked the kernel to watch. */
function watches(): number {
  const lines = readdirSync('/proc/self/fdinfo').map(name => orEmpty(() => readFileSync(`/proc/self/fdinfo/${name}`, 'utf8')));
  return lines.join('').split('inotify wd:').length - 1;
}

function openFiles(): number {
  const targets = readdirSync('/proc/self/fd').map(name => orEmpty(() => readlinkSync(`/proc/self/fd/${name}`)));
  return targets.filter(target => target.startsWith(runs.directory)).length;
}

/** A descriptor may be closed between the listing and the look. */
function orEmpty(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}
