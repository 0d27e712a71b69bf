// A repository of many organisations, as large as one scheduler is meant to serve.
import { createRepository, notebookOf } from './repository.mjs';

export const ORGANISATIONS = 100;
const FILES_AN_ORGANISATION = 10;
const TASKS_A_FILE = 10;
export const FILES = ORGANISATIONS * FILES_AN_ORGANISATION;
export const TASKS = FILES * TASKS_A_FILE;

const LINES_A_FUNCTION = 20;

/**
 * Commits 100 organisations with 10 files of 10 tasks each; every file has a notebook of its own with one cell a task.
 * The tasks are disabled: they are read and checked as others are, and then leave the machine alone.
 */
export function createManyTasks(root) {
  const files = {};
  for (let organisation = 0; organisation < ORGANISATIONS; organisation += 1) {
    for (let place = 0; place < FILES_AN_ORGANISATION; place += 1) {
      files[definitionPath(organisation, place)] = definitionFile(organisation, place, 'first');
      files[`notebooks/${organisation}-${place}.ipynb`] = notebook();
    }
  }
  return createRepository(root, files);
}

/** Where the definitions stand that {@link definitionFile} makes. */
export function definitionPath(organisation, place) {
  return `peach.conf/org${organisation}/${place}.yaml`;
}

/** The text of one definition file; another `description` makes it another file. */
export function definitionFile(organisation, place, description) {
  const tasks = Array.from({ length: TASKS_A_FILE }, (_, number) => {
    const fields = [
      `notebook: notebooks/${organisation}-${place}.ipynb`,
      `method: task_${number}`,
      'executor: python',
      'disabled: true',
      `description: ${description}`,
      `args: {item_id: ${number}, options: {item: message, list: [test, 23.45]}}`
    ];
    return `  task-${place}-${number}:\n${fields.map(field => `    ${field}\n`).join('')}`;
  });
  return `codops: org${organisation}\ntasks:\n${tasks.join('')}`;
}

function notebook() {
  const body = Array.from({ length: LINES_A_FUNCTION }, (_, line) => `    value_${line} = [item_id * ${line} for _ in range(${line})]\n`);
  return notebookOf(
    ...Array.from({ length: TASKS_A_FILE }, (_, number) => `def task_${number}(item_id, options):\n${body.join('')}    return value_1\n`)
  );
}
