// How late a printed line is with whoever follows the log.
import { runBarePython } from '../support/bare-python.mjs';
import { createTaskRepository, idleConfiguration, interpreterOf, TASK } from '../support/bench-task.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { median, percentile } from '../support/statistics.mjs';

export const liveLogMeasure = { letter: 'c', words: 'log line printed → received over the websocket', take };

const LINES = 100;
/** Each line says when it was printed; each fifth is followed by a silence in which whoever follows falls asleep. */
const PRINT = `import time
for line in range(${LINES}):
    print(time.time(), flush=True)
    time.sleep(0.01 if line % 5 else 0.1)
`;
const PRINT_TASK = `def task():\n${PRINT.replace(/^(?=.)/gm, '    ')}`;

async function take(session, repetitions) {
  const repository = createTaskRepository(session.folder, PRINT_TASK);
  const scheduler = await startScheduler(session, idleConfiguration(repository));
  const task = await scheduler.restingTask(TASK);
  const python = interpreterOf(scheduler, task);
  const events = await scheduler.events();
  const ours = [];
  const bare = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const piped = createDelays();
    await runBarePython(python, PRINT, piped.hear);
    bare.push(piped.values());
    ours.push(await delaysOfRun(scheduler, events, task.id));
  }
  const row = (name, of, aim) => ({
    measure: `${liveLogMeasure.words}, ${name}`,
    unit: 'ms',
    digits: 1,
    ours: ours.map(of),
    reference: { words: `bare interpreter → pipe, ${name}`, values: bare.map(of) },
    aim
  });
  return [row('p50', median, '≤ 30 ms'), row('p99', delays => percentile(delays, 0.99), '≤ 100 ms')];
}

async function delaysOfRun(scheduler, events, id) {
  const delays = createDelays();
  const { promise: ended, resolve } = Promise.withResolvers();
  const run = await scheduler.runNow(id);
  await events.follow(`log:${run.id}@0`, message => {
    if (message.type === 'log') {
      delays.hear(message.bytes);
    } else if (message.type === 'log_end') {
      resolve();
    }
  });
  await ended;
  return delays.values();
}

/** Milliseconds from the print of each line to the moment it was heard. */
function createDelays() {
  const delays = [];
  let rest = '';
  return {
    hear: bytes => {
      const now = performance.timeOrigin + performance.now();
      const lines = (rest + bytes.toString()).split('\n');
      rest = lines.pop();
      delays.push(...lines.map(line => now - Number(line) * 1000));
    },
    values: () => {
      if (delays.length !== LINES) {
        throw new Error(`${delays.length} lines came instead of ${LINES}`);
      }
      return delays;
    }
  };
}
