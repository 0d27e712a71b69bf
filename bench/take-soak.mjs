// Real runs of a real scheduler in loops without a pause, with everything that must not grow looked at from time to time.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { createSession } from './support/create-session.mjs';
import { HELLO_TASK } from './support/bench-task.mjs';
import { parseSoakOptions } from './support/parse-soak-options.mjs';
import { createRepository, notebookOf } from './support/repository.mjs';
import { judge, takeSample } from './support/soak-figures.mjs';
import { startScheduler } from './support/start-scheduler.mjs';

const ORGANISATIONS = ['soak1', 'soak2', 'soak3', 'soak4'];
const TASKS_AN_ORGANISATION = 3;
/** So few that most of what is made is also removed. */
const RETENTION = { max_age_days: 1, max_runs: 100 };
const SAMPLES = 60;
const LEAST_PAUSE_MS = 1000;
/** A scheduler that starts nothing for so long is not waited for. */
const PATIENCE_MS = 600_000;

const { runs: wanted } = parseSoakOptions(process.argv.slice(2));
const session = createSession();
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => void session.close().then(() => process.exit(130)));
}
process.on('exit', () => session.remove());

function createTasks() {
  const tasks = Array.from({ length: TASKS_AN_ORGANISATION }, (_, place) => `  task-${place}: {notebook: task.ipynb, method: task}\n`);
  const files = ORGANISATIONS.map(codops => [`peach.conf/${codops}.yaml`, `codops: ${codops}\ntasks:\n${tasks.join('')}`]);
  return createRepository(join(session.folder, 'repository'), { 'task.ipynb': notebookOf(HELLO_TASK), ...Object.fromEntries(files) });
}

/** Of all tasks, runs that are not kept any more included. */
function countRuns(database) {
  const { successes, failures } = database.prepare('select sum(successes) as successes, sum(failures) as failures from task').get();
  return { runs: (successes ?? 0) + (failures ?? 0), failures: failures ?? 0 };
}

async function soak() {
  const loops = Object.fromEntries(ORGANISATIONS.map(codops => [codops, { interval: '0s' }]));
  const repositories = [{ url: createTasks().root }];
  const scheduler = await startScheduler(session, { repositories, loops, default_executor: 'python', retention: RETENTION });
  const database = new DatabaseSync(join(scheduler.stateDir, 'state.sqlite'), { readOnly: true });
  const samples = [];
  const began = performance.now();
  let counted = { runs: 0, failures: 0 };
  let movedAt = began;
  while (counted.runs < wanted) {
    await pause(LEAST_PAUSE_MS);
    const before = counted.runs;
    counted = countRuns(database);
    movedAt = counted.runs > before ? performance.now() : movedAt;
    if (performance.now() - movedAt > PATIENCE_MS) {
      throw new Error(`nothing ran for ${PATIENCE_MS / 60_000} min after ${counted.runs} runs`);
    }
    if (counted.runs >= ((samples.length + 1) * wanted) / SAMPLES) {
      samples.push(takeSample(scheduler));
      console.log(`${counted.runs} runs: ${JSON.stringify(samples.at(-1))}`);
    }
  }
  const seconds = (performance.now() - began) / 1000;
  const { kept } = database.prepare('select count(*) as kept from run').get();
  const reasons = database
    .prepare(`select status, reason, count(*) as runs from run where status <> 'SUCCESS' and ended_at is not null group by 1, 2`)
    .all();
  database.close();
  return { samples, ...counted, seconds, kept, reasons };
}

function report({ samples, runs, failures, seconds, kept, reasons }) {
  const { flat, rows } = judge(samples);
  const head = ['', 'after a third', 'most', 'at the end', 'growth over the last two thirds', 'at most', ''];
  console.log(`\n| ${head.join(' | ')} |\n|${head.map(() => '---').join('|')}|`);
  rows.forEach(cells => console.log(`| ${cells.join(' | ')} |`));
  console.log(
    `\n${runs} runs in ${(seconds / 60).toFixed(0)} min (${(runs / seconds).toFixed(1)}/s), ${failures} failed; ${kept} rows kept`
  );
  reasons.forEach(({ status, reason, runs: times }) => console.log(`${times} × ${status}: ${reason}`));
  console.log(flat && failures === 0 ? 'everything is flat' : 'something grows or fails');
  return flat && failures === 0;
}

try {
  const soaked = await Promise.race([soak(), session.failed]);
  process.exitCode = report(soaked) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  await session.close();
}
