import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { decodeLogFrame, type LogFrame, type ServerMessage } from '../../src/protocol/events';
import { LOG_BLOCK_BYTES, type LogLinesAnswer, type LogSearchAnswer, type LogTimesAnswer } from '../../src/protocol/log-lines';
import type { LogGap, LogIndexEntry } from '../../src/protocol/run-folder';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import { createRepository, notebook } from './support/repository';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

const MIB = 1024 * 1024;
const LINE = 32;
const LINES = (8 * MIB) / LINE;

/** 8 MiB of lines with their number; each block of 1,024 on the other stream. */
const PRINT = `import sys
def task():
    for block in range(${LINES} // 1024):
        stream = sys.stderr if block % 2 else sys.stdout
        stream.write(''.join('%031d\\n' % number for number in range(block * 1024, block * 1024 + 1024)))
`;

function expected(from: number, to: number): string {
  const first = Math.floor(from / LINE);
  const lines = Array.from({ length: Math.ceil(to / LINE) - first }, (_, place) => `${String(first + place).padStart(31, '0')}\n`);
  return lines.join('').slice(from - first * LINE, to - first * LINE);
}

type Followed = {
  readonly frames: readonly LogFrame[];
  readonly entries: readonly LogIndexEntry[];
  readonly gaps: readonly LogGap[];
};

/** A run's log over the websocket, to its end; `heard` is told of each frame as it comes. */
function follow(scheduler: TestScheduler, run: string, heard: (frame: LogFrame) => void = () => undefined): Promise<Followed> {
  const { url, token } = scheduler.address;
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/events`, { headers: { authorization: `Bearer ${token}` } });
  const frames: LogFrame[] = [];
  const entries: LogIndexEntry[] = [];
  const gaps: LogGap[] = [];
  socket.on('open', () => socket.send(JSON.stringify({ type: 'subscribe', subscription: 1, topic: `log:${run}@0` })));
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('message', (data: Buffer, binary: boolean) => {
      const frame = binary ? decodeLogFrame(data) : null;
      if (frame !== null) {
        frames.push(frame);
        heard(frame);
        return;
      }
      const message = JSON.parse(data.toString()) as ServerMessage;
      if (message.type === 'log_index') {
        entries.push(...message.entries);
      } else if (message.type === 'log_gap') {
        gaps.push(message.gap);
      } else if (message.type === 'log_end') {
        socket.close();
        resolve({ frames, entries, gaps });
      }
    });
  });
}

function logsCommand(directory: string, ...args: string[]): Promise<string> {
  return new Promise(resolve => {
    const child = spawn(PEACH, ['logs', ...args], { cwd: directory, stdio: ['ignore', 'pipe', 'inherit'] });
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.on('close', () => resolve(Buffer.concat(out).toString()));
  });
}

it('keeps of a log that is over its limit the first and the newest half, and says so to every reader', async () => {
  const { directory, stateDir, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write('work.ipynb', notebook(PRINT));
  repository.write('peach.yaml', 'codops: debr\ntasks:\n  print: {notebook: work.ipynb, method: task, executor: python}\n');
  repository.commit('Work');
  const scheduler = await start({
    repositories: [{ url: repository.root }],
    interval: '1h',
    extra: { limits: { log_size: '1MiB' } }
  });
  await scheduler.nextEnd('debr/print');
  const { id } = await scheduler.runNow('debr/print');

  const live = await follow(scheduler, id);
  const run = await scheduler.ended(id);
  const later = await follow(scheduler, id);

  expect(run).toMatchObject({ status: 'SUCCESS', log_bytes: 8 * MIB });
  expect(later.gaps).toEqual([{ from: MIB / 2, to: 7.5 * MIB, limit: MIB }]);
  for (const { frames, entries } of [live, later]) {
    for (const { offset, bytes } of frames) {
      expect(Buffer.from(bytes).toString() === expected(offset, offset + bytes.length)).toBe(true);
    }
    expect(frames.at(-1)!.offset + frames.at(-1)!.bytes.length).toBe(8 * MIB);
    for (const { offset, stream } of entries) {
      expect(stream).toBe(Math.floor(offset / (1024 * LINE)) % 2 === 0 ? 'stdout' : 'stderr');
    }
  }

  const remark = '… 7 MiB of this log were dropped here: it is over its limit of 1 MiB …';
  const whole = `${expected(0, MIB / 2)}${remark}\n${expected(7.5 * MIB, 8 * MIB)}`;
  expect((await scheduler.log(id)) === whole).toBe(true);
  for (const options of [[], ['-f']]) {
    expect((await logsCommand(directory, id, '--state', stateDir, ...options)) === whole).toBe(true);
  }
  expect(await logsCommand(directory, id, '--state', stateDir, '--tail', '1')).toBe(expected(8 * MIB - LINE, 8 * MIB));
});

/** A million lines, one of them with colours in its words, and one without an end. */
const MILLION = `import sys
def task():
    for begin in range(0, 1000000, 10000):
        lines = ('%09d %s' % (n, 'thres\\033[1mhold\\033[0m' if n == 700000 else 'value') for n in range(begin, begin + 10000))
        sys.stdout.write('\\n'.join(lines) + '\\n')
    sys.stdout.write('the end')
`;

it('counts and searches a log of a million lines', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write('work.ipynb', notebook(MILLION));
  repository.write('peach.yaml', 'codops: debr\ntasks:\n  print: {notebook: work.ipynb, method: task, executor: python}\n');
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  const { id, log_bytes } = await scheduler.nextEnd('debr/print');
  const get = async <T>(path: string): Promise<T> => (await (await scheduler.request('GET', `/api/runs/${id}/log/${path}`)).json()) as T;

  const [lines, { matches, more }] = await Promise.all([get<LogLinesAnswer>('lines'), get<LogSearchAnswer>('search?text=Threshold')]);

  expect(lines).toMatchObject({ size: log_bytes, block_bytes: LOG_BLOCK_BYTES, gap: null });
  expect(lines.lines.reduce((sum, each) => sum + each)).toBe(1_000_001);
  expect([matches.length, more]).toEqual([1, false]);
  const { offset, line, nth } = matches[0]!;
  const before = lines.lines.slice(0, Math.floor(offset / LOG_BLOCK_BYTES)).reduce((sum, each) => sum + each);
  expect([before + line, nth]).toEqual([700_000, 0]);

  const rest = await get<LogSearchAnswer>(`search?text=VALUE&from=${offset}&limit=3`);
  expect([rest.matches.length, rest.more]).toEqual([3, true]);
  expect((await get<LogSearchAnswer>(`search?text=VALUE&match_case=1`)).matches).toEqual([]);
  expect((await get<LogSearchAnswer>('search?text=the+end')).matches).toEqual([
    { offset: log_bytes - 7, line: expect.any(Number) as number, nth: 0 }
  ]);
  const times = await get<LogTimesAnswer>(`times?from=${offset}&to=${offset + LOG_BLOCK_BYTES}`);
  expect(times.entries[0]).toMatchObject({ stream: 'stdout' });
  expect(times.entries[0]!.offset).toBeLessThanOrEqual(offset);
  expect((await scheduler.request('GET', `/api/runs/${id}/log/search?text=`)).status).toBe(400);
});

/** Says a word, and the next one only a silence after somebody heard it. */
const TALK = `import os, time
def task():
    for word in ('one', 'two', 'three'):
        print(word, flush=True)
        while not os.path.exists(os.path.join('FOLDER', os.environ['PEACH_RUN_ID'] + word)):
            time.sleep(0.01)
        time.sleep(0.3)
`;

it('tells what a run writes while it goes on, of the first run in an environment and of those after it', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write('work.ipynb', notebook(TALK.replace('FOLDER', directory)));
  repository.write(
    'peach.yaml',
    'codops: debr\ntasks:\n  talk: {notebook: work.ipynb, method: task, executor: python, schedule: "0 0 1 1 *"}\n'
  );
  repository.commit('Work');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  await until('the task', async () => ((await scheduler.request('GET', '/api/tasks/debr/talk')).ok ? true : null));

  for (let round = 0; round < 3; round += 1) {
    const { id } = await scheduler.runNow('debr/talk');
    const heard: string[] = [];
    await follow(scheduler, id, frame => {
      const words = Buffer.from(frame.bytes).toString().split('\n').slice(0, -1);
      heard.push(...words);
      words.forEach(word => writeFileSync(join(directory, id + word), ''));
    });
    expect(heard).toEqual(['one', 'two', 'three']);
    expect(await scheduler.ended(id)).toMatchObject({ status: 'SUCCESS' });
  }
});
