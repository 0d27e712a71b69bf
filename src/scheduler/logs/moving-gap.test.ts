import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { RunId } from '../../protocol/identity';
import type { ILogs, LogChunk } from '../ports';
import { createLogs } from './create-logs';
import { makeTestRuns, type TestRuns } from './test-support/write-log';

const RUN = '01890000-0000-7000-8000-000000000000' as RunId;
const LINE = 16;
const LINES = 600_000;
const LIMIT = 64 * 1024;
const never = new AbortController().signal;

/** The runner's own writer: lines with their number, as fast as it can, the stream changed with each eighth. */
const WRITER = `
import sys
sys.path.insert(0, sys.argv[1])
from peach_lab.runner.run_log import RunLog
log = RunLog(sys.argv[2], ${LIMIT})
for first in range(0, ${LINES}, 8):
    log.append(memoryview(b"".join(b"%015d\\n" % number for number in range(first, first + 8))), first // 8 % 2)
log.finish()
`;

let runs: TestRuns;
let logs: ILogs;

beforeEach(() => {
  runs = makeTestRuns();
  logs = createLogs({ directory: runs.directory });
  mkdirSync(join(runs.directory, RUN), { recursive: true });
});

afterEach(() => runs.remove());

function startWriter(): Promise<void> {
  const root = join(import.meta.dirname, '..', '..', '..');
  const writer = spawn('python3', ['-c', WRITER, root, join(runs.directory, RUN)], { stdio: 'inherit' });
  return new Promise((resolve, reject) => writer.on('close', code => (code === 0 ? resolve() : reject(new Error(`ended with ${code}`)))));
}

function expected(from: number, to: number): string {
  const first = Math.floor(from / LINE);
  const lines = Array.from({ length: Math.ceil(to / LINE) - first }, (_, place) => `${String(first + place).padStart(15, '0')}\n`);
  return lines.join('').slice(from - first * LINE, to - first * LINE);
}

/** Every byte is the one that was written there, every entry the one of its bytes. */
function check({ offset, bytes, index }: LogChunk): void {
  expect(Buffer.from(bytes).toString() === expected(offset, offset + bytes.length)).toBe(true);
  for (const [place, entry] of index.entries()) {
    expect(entry.offset % (8 * LINE)).toBe(0);
    expect(place === 0 ? entry.offset <= offset : entry.offset > offset).toBe(true);
    expect(entry.stream).toBe((entry.offset / (8 * LINE)) % 2 === 0 ? 'stdout' : 'stderr');
  }
}

it('never shows a reader what was dropped, while the run writes on and the gap moves', async () => {
  const ended = startWriter();
  let jumps = 0;
  async function follow(): Promise<number> {
    let at = 0;
    for await (const chunk of logs.follow(RUN, 0, { ended, signal: never })) {
      check(chunk);
      expect(chunk.offset > at).toBe(chunk.gap !== null);
      jumps += chunk.gap === null ? 0 : 1;
      at = chunk.offset + chunk.bytes.length;
    }
    return at;
  }
  async function readAround(): Promise<void> {
    const over = { yet: false };
    void ended.then(() => (over.yet = true));
    for (let place = 0; !over.yet; place = (place + 12_345) % (LINES * LINE)) {
      const { offset, bytes } = await logs.read(RUN, place, place + 10_000);
      check({ offset, bytes, index: [], gap: null });
      await logs.tailOffset(RUN, 100);
    }
  }

  const [reached] = await Promise.all([follow(), follow(), readAround()]);

  expect(reached).toBe(LINES * LINE);
  expect(jumps).toBeGreaterThan(0);
  expect(await logs.gap(RUN)).toEqual({ from: LIMIT / 2, to: LINES * LINE - LIMIT / 2, limit: LIMIT });
});
