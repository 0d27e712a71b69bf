// How fast a run can print, with nobody, one or a thousand following its log.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTaskRepository, idleConfiguration, interpreterOf, TASK } from '../support/bench-task.mjs';
import { startFollowers } from '../support/log-followers.mjs';
import { runPipedPython } from '../support/piped-python.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';

export const logThroughputMeasure = { letter: 'l', words: 'a run that prints 1 GiB', take };

const MEBIBYTES = 1024;
const MANY = 1000;

/** Prints as fast as it can, and answers how fast that was by its own clock. */
const PRINT = `import os, time
block = (b'x' * 127 + b'\\n') * 512
def measure():
    began = time.monotonic()
    for _ in range(${MEBIBYTES} * 16):
        left = memoryview(block)
        while left:
            left = left[os.write(1, left):]
    return ${MEBIBYTES} / (time.monotonic() - began)
`;

/** The task waits until its followers are there. */
const printTask = folder => `${PRINT}
def task():
    while not os.path.exists(${JSON.stringify(goFile(folder))}):
        time.sleep(0.01)
    return measure()
`;

const VARIANTS = [
  { name: 'nobody', count: 0, reading: true },
  { name: 'one', count: 1, reading: true },
  { name: 'many', count: MANY, reading: true },
  { name: 'stuck', count: MANY, reading: false }
];

async function take(session, repetitions) {
  const repository = createTaskRepository(session.folder, printTask(session.folder));
  writeFileSync(goFile(session.folder), '');
  const scheduler = await startScheduler(session, idleConfiguration(repository));
  const task = await scheduler.restingTask(TASK);
  const python = interpreterOf(scheduler, task);
  const ends = await listenToEnds(scheduler, task);
  const series = { cat: [], nobody: [], one: [], many: [], stuck: [] };
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    series.cat.push(
      Number(await runPipedPython(python, `${PRINT}import sys\nprint(measure(), file=sys.stderr)`, join(session.folder, 'copy')))
    );
    for (const variant of VARIANTS) {
      series[variant.name].push(await speedOfRun(scheduler, ends, { task, folder: session.folder, ...variant }));
    }
  }
  const row = (measure, ours, reference, aim) => ({ measure, unit: 'MiB/s', digits: 0, ours, reference, aim });
  const cat = { words: 'the same | cat > file', values: series.cat };
  const alone = { words: 'without followers', values: series.nobody };
  return [
    row(`${logThroughputMeasure.words}, nobody follows`, series.nobody, cat, null),
    row(`${logThroughputMeasure.words}, one follows`, series.one, cat, '≥ 0.5 ×'),
    row(`${logThroughputMeasure.words}, ${MANY.toLocaleString('en-GB')} follow`, series.many, alone, null),
    row(`${logThroughputMeasure.words}, ${MANY.toLocaleString('en-GB')} follow and never read`, series.stuck, alone, '1 ×')
  ];
}

/** MiB a second of one run. */
async function speedOfRun(scheduler, ends, { task, folder, count, reading }) {
  rmSync(goFile(folder));
  const run = await scheduler.runNow(task.id);
  const followers = count === 0 ? null : await startFollowers(scheduler, { run: run.id, count, reading });
  writeFileSync(goFile(folder), '');
  const ended = await ends.of(run.id);
  await followers?.stop();
  if (ended.status !== 'SUCCESS') {
    throw new Error(`the run ended as ${ended.status}: ${ended.reason}`);
  }
  if (!existsSync(join(scheduler.stateDir, 'runs', run.id, 'log.gap'))) {
    throw new Error('the log is not over its limit');
  }
  rmSync(join(scheduler.stateDir, 'runs', run.id, 'log'));
  return ended.result;
}

/** Hears of ends without asking: that would take the run's time. */
async function listenToEnds(scheduler, task) {
  const runs = new Map();
  const endOf = id => {
    const known = runs.get(id) ?? Promise.withResolvers();
    runs.set(id, known);
    return known;
  };
  const events = await scheduler.events();
  await events.follow(`task:${task.id}`, ({ type, data }) => {
    if (type === 'change' && data.kind === 'run' && data.run.ended_at !== null) {
      endOf(data.run.id).resolve(data.run);
    }
  });
  return { of: id => endOf(id).promise };
}

function goFile(folder) {
  return join(folder, 'go');
}
