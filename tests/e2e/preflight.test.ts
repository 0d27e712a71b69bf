import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { argumentFields } from '../../src/core/notebook/argument-form';
import { findFunctions } from '../../src/core/notebook/find-functions';
import { formDefinition } from '../../src/lab/register-task/form/form-definition';
import type { RegisterForm } from '../../src/lab/register-task/form/register-form';
import type { Finding } from '../../src/protocol/preflight';
import type { Problem } from '../../src/protocol/problem';
import type { CellChoice } from '../../src/protocol/task';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import { createRepository, notebook } from './support/repository';

const bench = useBench();

type Case = { readonly cells: readonly string[]; readonly choice?: CellChoice; readonly says: readonly string[] };

/** Notebooks with the words that tell what is said of each. The task is `task`; of the module `mine` there is a file beside them. */
const CASES: Readonly<Record<string, Case>> = {
  good: { cells: ['import json, mine\ndef task(): return json.dumps(mine.x)'], says: [] },
  'a name that another cell imports': { cells: ['import json', 'def task(): return json'], says: ['error: `json` is used'] },
  'the same with the cells it needs': { cells: ['import json', 'def task(): return json'], choice: 'needed', says: ['needs cell 1'] },
  'a name only the rest of the cell uses': { cells: ['def task(): pass\ndef other():\n  return qqq'], says: ['does not get there'] },
  'a name of a star import': { cells: ['from json import *', 'def task(): return dumps(1)'], says: ['warning: `dumps`'] },
  'a missing package': { cells: ['import pandas\ndef task(): pass'], says: ['warning: `pandas` is imported in line 1 of cell 1'] },
  'a declared package': { cells: ['import yaml, bs4\ndef task(): pass'], says: [] },
  'a package under a condition': { cells: ['if 1:\n  import numba\ndef task(): pass'], says: ['also runs', 'under a condition'] },
  'a guarded import': { cells: ['try:\n  import numba\nexcept ImportError:\n  numba = None\ndef task(): pass'], says: ['also runs'] },
  'a pip line': { cells: ['%pip install numba\ndef task(): pass'], says: ['warning: `%pip install` (line 1 of cell 1)', 'also runs'] },
  'two definitions': { cells: ['def task(): pass', 'def task(): pass'], says: ['information: cells 1 and 2 define task'] },
  'one not at the top level': { cells: ['if True:\n  def task(): pass'], says: ['error: task is defined in line 2 of cell 1 only inside'] },
  'one in a class': { cells: ['class A:\n  def task(self): pass'], says: ['error: no cell'] },
  'a class of that name': { cells: ['class task: pass'], says: ['error: task is a class'] },
  'an argument too few': { cells: ['def task(day): return qqq'], says: ['error: task() needs “day”', 'error: `qqq`'] },
  'one by position only': { cells: ['def task(day, /): pass'], says: ['by position'] },
  'any arguments': { cells: ['def task(*args, **more): pass'], says: [] },
  'wrong syntax': { cells: ['def task(): pass\nprint task'], says: ['error: the code is not valid Python, line 2 of cell 1', 'also runs'] },
  'another language': { cells: ['%%bash\ntask() { echo; }'], says: ['error: no cell'] }
};

const FORM: Omit<RegisterForm, 'cells'> = {
  method: 'task',
  organisation: 'debr',
  newOrganisation: false,
  name: 'probe',
  executor: 'python',
  loop: 'own',
  code: {},
  args: {},
  dependencies: '',
  proposedDependencies: '',
  schedule: '',
  timezone: '',
  missed: '',
  overlap: '',
  timeout: '',
  retries: { limit: '', delay: '' },
  disabled: false,
  description: '',
  file: null
};

it('says the same of a task in the dialog, by the API and by validate', async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'repository'));
  repository.write('README.md', 'nothing is registered yet');
  repository.commit('Begin');
  repository.write('notebooks/mine.py', 'x = 1');
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  const ask = async (definition: object, content: string): Promise<readonly string[]> => {
    const path = join(repository.root, 'notebooks/n.ipynb');
    const request = { organisation: 'debr', name: 'probe', definition, notebook: JSON.parse(content) as unknown, path, replaces: null };
    const answer = await scheduler.request('POST', '/api/preflight', request);
    const { findings } = (await answer.json()) as { readonly findings: readonly Finding[] };
    return findings.map(({ severity, message }) => `${severity}: ${message}`).sort();
  };

  for (const [name, { cells, choice = 'entry', says }] of Object.entries(CASES)) {
    const content = notebook(...cells);
    repository.write('notebooks/n.ipynb', content);
    const task = `{notebook: notebooks/n.ipynb, method: task, executor: python, cells: ${choice}}`;
    repository.write('peach.yaml', `codops: debr\ndependencies: [PyYAML, beautifulsoup4]\ntasks:\n  probe: ${task}\n`);

    const validated = await validate(repository.root);
    const asked = await ask({ notebook: 'notebooks/n.ipynb', method: 'task', executor: 'python', cells: choice }, content);
    const method = cells.flatMap(findFunctions).findLast(each => each.name === 'task');
    const fields = method === undefined ? [] : argumentFields(method);
    const shown = await ask(formDefinition({ ...FORM, cells: choice }, 'notebooks/n.ipynb', fields), content);

    expect(validated, name).toEqual(asked);
    expect(shown, name).toEqual(asked);
    expect(asked, name).toHaveLength(says.length);
    says.forEach(words => expect(asked.join('\n'), name).toContain(words));
  }
}, 120_000);

async function validate(root: string): Promise<readonly string[]> {
  const { stdout } = await promisify(execFile)(PEACH, ['validate', '--json', root]).catch((error: unknown) => error as { stdout: string });
  const { problems, remarks } = JSON.parse(stdout) as Readonly<Record<'problems' | 'remarks', readonly Problem[]>>;
  const errors = problems.map(({ message, hint }) => `error: ${hint === null ? message : `${message}; ${hint}`}`);
  return [...errors, ...remarks.map(({ message }) => message)].sort();
}
