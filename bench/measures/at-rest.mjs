// What a scheduler costs that has much to look after and nothing to do.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { createManyTasks, ORGANISATIONS, TASKS } from '../support/many-tasks.mjs';
import { cpuSeconds, residentMiB } from '../support/process-figures.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { until } from '../support/until.mjs';

const SIZE = `${ORGANISATIONS} organisations, ${TASKS.toLocaleString('en-GB')} tasks`;

export const atRestMeasure = { letter: 'r', words: `scheduler at rest: ${SIZE}`, take };

/** Each sample lasts this long: at least a minute in all, with the fewest repetitions. */
const SAMPLE_MS = 12_000;
const SETTLE_MS = 15_000;

async function take(session, repetitions) {
  const repository = createManyTasks(join(session.folder, 'repository'));
  const scheduler = await startScheduler(session, { repositories: [{ url: repository.root }] });
  await until('all tasks', async () => (await scheduler.get('/api/organisations')).organisations.length === ORGANISATIONS);
  const bare = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e9)'], { stdio: 'ignore' });
  session.defer(() => bare.kill());
  await pause(SETTLE_MS);
  const samples = { ours: [], bare: [] };
  for (let repetition = 0; repetition < Math.min(repetitions, 6); repetition += 1) {
    const before = [cpuSeconds(scheduler.pid), cpuSeconds(bare.pid)];
    await pause(SAMPLE_MS);
    samples.ours.push(sample(scheduler.pid, before[0]));
    samples.bare.push(sample(bare.pid, before[1]));
  }
  const row = (name, figure, { unit, digits, aim }) => ({
    measure: `${atRestMeasure.words}: ${name}`,
    unit,
    digits,
    ours: samples.ours.map(figure),
    reference: { words: `a bare Node that sleeps, ${name}`, values: samples.bare.map(figure) },
    aim
  });
  return [
    row('processor time', ({ cpu }) => cpu, { unit: '% of a core', digits: 2, aim: '≤ 1 %' }),
    row('memory', ({ memory }) => memory, { unit: 'MiB', digits: 0, aim: '≤ 150 MiB' })
  ];
}

function sample(pid, cpuBefore) {
  return { cpu: ((cpuSeconds(pid) - cpuBefore) * 100_000) / SAMPLE_MS, memory: residentMiB(pid) };
}
