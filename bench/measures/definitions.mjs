// How long it takes until a commit counts.
import { join } from 'node:path';
import { createArrivals } from '../support/create-arrivals.mjs';
import { createManyTasks, definitionFile, definitionPath, FILES, ORGANISATIONS, TASKS } from '../support/many-tasks.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { until } from '../support/until.mjs';

const SIZE = `${FILES.toLocaleString('en-GB')} files, ${TASKS.toLocaleString('en-GB')} tasks`;

export const definitionsMeasure = { letter: 'e', words: `definitions: commit of 1 of ${SIZE} → known`, take };

/** A first read takes long, and is done by a scheduler of its own. */
const MOST_FIRST_READS = 3;
const COMMITS_A_SCHEDULER = 5;

async function take(session, repetitions) {
  const first = [];
  const changed = [];
  for (let repetition = 0; repetition < Math.min(repetitions, MOST_FIRST_READS); repetition += 1) {
    const times = await readOften(session, String(repetition));
    first.push(times.first);
    changed.push(...times.changed);
  }
  const reference = { words: 'first read of all', values: first };
  return [{ measure: definitionsMeasure.words, unit: 'ms', digits: 0, ours: changed, reference, aim: '≤ 0.05 ×' }];
}

/** A new repository and a new scheduler, so that nothing of it is known before. */
async function readOften(session, name) {
  const repository = createManyTasks(join(session.folder, `repository-${name}`));
  const scheduler = await startScheduler(session, {}, `state-${name}`);
  const commits = createArrivals();
  const events = await scheduler.events();
  await events.follow('organisations', ({ data }) => {
    if (data?.kind === 'repository' && data.repository.url === repository.root) {
      commits.note(data.repository.commit);
    }
  });
  const began = performance.now();
  await scheduler.attach(repository.root);
  const first = (await commits.of(repository.head())) - began;
  await environmentBuilt(scheduler);
  const changed = [];
  for (let commit = 0; commit < COMMITS_A_SCHEDULER; commit += 1) {
    repository.commit({ [definitionPath(commit, 3)]: definitionFile(commit, 3, 'changed') });
    const committed = performance.now();
    changed.push((await commits.of(repository.head())) - committed);
  }
  await scheduler.stop();
  return { first, changed };
}

/** It is built in the background after the first read, and would be measured with the commits. */
function environmentBuilt(scheduler) {
  return until('the environment', async () => {
    const { organisations } = await scheduler.get('/api/organisations');
    return organisations.length === ORGANISATIONS && organisations.every(({ environment }) => environment.state !== 'building');
  });
}
