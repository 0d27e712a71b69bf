// How long a reader of a log of a million lines waits: for its end, for its beginning, for a word in it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTaskRepository, idleConfiguration, TASK } from '../support/bench-task.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

export const millionLinesMeasure = { letter: 'm', words: 'a million-line log', take };

const LINES = 1_000_000;
const PRINT_TASK = `import sys
def task():
    for begin in range(0, ${LINES}, 10000):
        lines = ('%07d a line of the log that is as long as most lines are, or nearly so, %d' % (n, n) for n in range(begin, begin + 10000))
        sys.stdout.write('\\n'.join(lines) + '\\n')
    print('needle')
`;
/** As much as a reader gets without asking, and as much as it asks for at once. */
const TAIL = 256 * 1024;
const PAGE = 96 * 1024;
/** Of the first screen. */
const SCREEN = '≤ 200 ms';

async function take(session, repetitions) {
  const scheduler = await startScheduler(session, idleConfiguration(createTaskRepository(session.folder, PRINT_TASK)));
  const task = await scheduler.restingTask(TASK);
  const { id, log_bytes: size } = task.last_run;
  const events = await scheduler.events();
  const file = join(scheduler.stateDir, 'runs', id, 'log');
  const path = `/api/runs/${id}/log`;
  const acts = [
    {
      words: 'open: the end of it',
      aim: SCREEN,
      ours: () => end(events, id, size),
      bare: () => readFileSync(file).subarray(-TAIL)
    },
    {
      words: 'open: how many lines stand before',
      aim: 'information',
      ours: () => scheduler.get(`${path}/lines?to=${size - TAIL}`),
      bare: () => countLines(file)
    },
    {
      words: 'jump to the beginning',
      aim: SCREEN,
      ours: () => page(scheduler, path),
      bare: () => readFileSync(file).subarray(0, PAGE)
    },
    {
      words: 'search for a word at its end',
      aim: 'information',
      ours: () => found(scheduler, path),
      bare: () => readFileSync(file).indexOf('needle')
    }
  ];
  const rows = [];
  for (const { words, aim, ours, bare } of acts) {
    const times = { ours: [], bare: [] };
    await ours();
    for (let repetition = 0; repetition < repetitions; repetition += 1) {
      times.bare.push(await timed(bare));
      times.ours.push(await timed(ours));
    }
    const reference = { words: 'the file read whole', values: times.bare };
    rows.push({ measure: `${millionLinesMeasure.words}, ${words}`, unit: 'ms', digits: 1, ours: times.ours, reference, aim });
  }
  return rows;
}

async function end(events, id, size) {
  const { promise, resolve } = Promise.withResolvers();
  await events.follow(`log:${id}@${size - TAIL}`, message => message.type === 'log_end' && resolve());
  await promise;
}

async function page(scheduler, path) {
  const bytes = fetch(`${scheduler.url}${path}`, { headers: { ...scheduler.headers, range: `bytes=0-${PAGE - 1}` } });
  await Promise.all([bytes.then(answer => answer.arrayBuffer()), scheduler.get(`${path}/times?from=0&to=${PAGE}`)]);
}

async function found(scheduler, path) {
  const { matches } = await scheduler.get(`${path}/search?text=Needle`);
  if (matches.length !== 1) {
    throw new Error(`the word was found ${matches.length} times instead of once`);
  }
}

function countLines(file) {
  const bytes = readFileSync(file);
  let lines = 0;
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    lines += 1;
  }
  return lines;
}

async function timed(work) {
  const began = performance.now();
  await work();
  return performance.now() - began;
}
