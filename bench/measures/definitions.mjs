// How long it takes until a commit counts.
import { join } from 'node:path';
import { createArrivals } from '../support/create-arrivals.mjs';
import { createRepository, notebookOf } from '../support/repository.mjs';
import { startScheduler } from '../support/start-scheduler.mjs';
import { until } from '../support/until.mjs';

const FILES = 100;
const TASKS_A_FILE = 10;

export const definitionsMeasure = { letter: 'e', words: `definitions: commit of 1 of ${FILES} files → known`, take };

async function take(session, repetitions) {
  const first = [];
  const changed = [];
  for (let repetition = 0; repetition < repetitions; repetition += 1) {
    const times = await readTwice(session, String(repetition));
    first.push(times.first);
    changed.push(times.changed);
  }
  const reference = { words: `first read of ${FILES} files, ${FILES * TASKS_A_FILE} tasks`, values: first };
  return [{ measure: definitionsMeasure.words, unit: 'ms', digits: 0, ours: changed, reference, aim: null }];
}

/** A new repository and a new scheduler, so that nothing of it is known before. */
async function readTwice(session, name) {
  const repository = createDefinitions(join(session.folder, `repository-${name}`));
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
  const read = await commits.of(repository.head());
  await environmentBuilt(scheduler);
  repository.commit({ 'peach.conf/0.yaml': definitionFile(0, 'changed') });
  const committed = performance.now();
  const known = await commits.of(repository.head());
  await scheduler.stop();
  return { first: read - began, changed: known - committed };
}

function createDefinitions(root) {
  const files = Array.from({ length: FILES }, (_, place) => [`peach.conf/${place}.yaml`, definitionFile(place, 'new')]);
  return createRepository(root, { 'task.ipynb': notebookOf('def task():\n    pass\n'), ...Object.fromEntries(files) });
}

/** Disabled tasks: they are read and checked as others are, and then leave the machine alone. */
function definitionFile(place, description) {
  const names = Array.from({ length: TASKS_A_FILE }, (_, number) => `task-${place}-${number}`);
  const fields = `{notebook: task.ipynb, method: task, executor: python, disabled: true, description: ${description}}`;
  return `codops: bench\ntasks:\n${names.map(name => `  ${name}: ${fields}\n`).join('')}`;
}

/** It is built in the background after the first read, and would be measured with the second. */
function environmentBuilt(scheduler) {
  return until('the environment', async () => {
    const { organisations } = await scheduler.get('/api/organisations');
    return organisations.length > 0 && organisations.every(({ environment }) => environment.state !== 'building');
  });
}
