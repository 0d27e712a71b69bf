import { describe, expect, it } from 'vitest';
import { formatProblem } from '../../protocol/problem';
import { TaskDefinitionSchema } from '../../protocol/task-definition';
import { parseDefinitionFile } from './parse-definition-file';

/** A wrong value of each field, and what is said of it from its column on; line 4 is the notebook, 5 the method. */
const WRONG: readonly (readonly [field: string, value: string, told: string])[] = [
  ['notebook', '5', '4:15: notebook is a number; it must be text (it ends in .ipynb)'],
  ['notebook', '[n.ipynb]', '4:15: notebook is a list; it must be text'],
  ['method', '5', '5:13: method is a number; it must be text (use letters, digits and _, the first not a digit)'],
  ['method', 'a.b', '5:13: method "a.b" is not the name of a Python function; use letters, digits and _, the first not a digit'],
  ['full_notebook', 'off', '6:20: full_notebook is text; it must be true or false (write false)'],
  ['full_notebook', '1', '6:20: full_notebook is a number; it must be true or false'],
  ['cells', 'neded', '6:12: cells "neded" does not exist; use entry, needed or all (did you mean needed?)'],
  ['cells', 'true', '6:12: cells is true; it must be text (use entry, needed or all)'],
  ['executor', 'pyhton', '6:15: executor "pyhton" does not exist; use spark, python or kubernetes (did you mean python?)'],
  ['executor', '{python: 3}', '6:15: executor is a map; it must be text'],
  ['loop', '[metadata]', '6:11: loop is a list; it must be text'],
  ['timeout', '10 m', '6:14: timeout "10 m" is not a length of time; write one such as 90s, 10m or 1h30m'],
  ['args', 'days=3', '6:11: args is text; it must be a map (write it as {name: value})'],
  ['dependencies', 'orjson', '6:19: dependencies is text; it must be a list (write it as a list, as [a, b])'],
  ['dependencies', '["", orjson=1]', '6:20: dependencies.0 is empty; write at least 1 character'],
  ['schedule', '{hour: 6}', '6:15: schedule is a map; it must be text or a list'],
  ['schedule', '"0 25 * * *"', '6:15: schedule "0 25 * * *": hour "25" is not from 0 to 23'],
  ['timezone', 'CEST', '6:15: timezone "CEST" does not exist'],
  ['missed', 'lst', '6:13: missed "lst" does not exist; use last, all or none (did you mean last?)'],
  ['overlap', 'skp', '6:14: overlap "skp" does not exist; use skip or allow (did you mean skip?)'],
  ['retries', '3', '6:14: retries is a number; it must be a map (its keys are limit and delay)'],
  ['retries', '{limit: 1.5}', '6:22: retries.limit is a number; it must be a whole number'],
  ['retries', '{limit: 1, delay: 30}', '6:32: retries.delay is a number; it must be text (write one such as 90s, 10m or 1h30m)'],
  ['disabled', 'yes', '6:15: disabled is text; it must be true or false (write true)'],
  ['description', `"${'x'.repeat(1001)}"`, '6:18: description is too long; at most 1000 characters are allowed'],
  ['description', '', '6:5: description is empty; it must be text']
];

function told(field: string, value: string): readonly string[] {
  const fields = { notebook: 'n.ipynb', method: 'f', [field]: value };
  const lines = Object.entries(fields).map(([name, written]) => `    ${name}: ${written}`);
  const file = parseDefinitionFile('f', ['codops: debr', 'tasks:', '  a:', ...lines].join('\n'));
  return [...file.problems, ...file.tasks.flatMap(task => task.problems)].map(problem => formatProblem(problem).slice(2));
}

describe('what is said of a wrong value', () => {
  it.each(WRONG)('%s: %s', (field, value, message) => {
    expect(told(field, value)[0]?.startsWith(message) === true ? message : told(field, value)).toBe(message);
  });

  it('is looked at for every field', () => {
    const fields = Object.keys(TaskDefinitionSchema.properties);
    expect(fields.filter(name => !WRONG.some(([field]) => field === name))).toEqual([]);
  });

  it.each(Object.keys(TaskDefinitionSchema.properties).filter(name => name.length > 3))('guesses %s from a slip', name => {
    expect(told(`${name}z`, 'x').join()).toContain(`(did you mean ${name}?)`);
  });
});
