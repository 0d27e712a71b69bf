import { describe, expect, it } from 'vitest';
import { argumentFields } from '../../../core/notebook/argument-form';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { factsOf, formOf } from '../test-support/register-fixtures';
import { formDefinition } from './form-definition';
import type { RegisterForm } from './register-form';

const facts = factsOf('def f(days: int = 7, name: str = "x", needed=None, *, deep: dict): pass\n');
const fields = argumentFields(facts.functions[0] ?? { name: 'f', parameters: [], async: false, line: 1, topLevel: true });

function definitionOf(change: Partial<RegisterForm>): TaskDefinition {
  return formDefinition(formOf(facts, change), 'notebooks/a.ipynb', fields);
}

describe('formDefinition', () => {
  it('writes what every task says, in the order of the file, and nothing that was left empty', () => {
    const definition = definitionOf({});
    expect(Object.entries(definition)).toEqual([
      ['notebook', 'notebooks/a.ipynb'],
      ['method', 'f'],
      ['full_notebook', false],
      ['executor', 'python']
    ]);
  });

  it('takes each argument as the type of its row', () => {
    expect(definitionOf({ args: { days: '30', name: '12', deep: '{"a": [1, 2.5]}' } }).args).toEqual({
      days: 30,
      name: '12',
      deep: { a: [1, 2.5] }
    });
  });

  it('leaves out what cannot be read as its type', () => {
    expect(definitionOf({ args: { days: 'many' } }).args).toBeUndefined();
  });

  it('lists the dependencies that were typed', () => {
    expect(definitionOf({ dependencies: 'pandas>=2,<3, requests' }).dependencies).toEqual(['pandas>=2,<3', 'requests']);
  });

  it('names the shared loop, the time limit and the description where they were given', () => {
    const definition = definitionOf({ loop: 'metadata', timeout: ' 10m ', description: ' what it does ' });
    expect(definition).toMatchObject({ loop: 'metadata', timeout: '10m', description: 'what it does' });
  });
});
