import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { argumentFields } from '../../../core/notebook/argument-form';
import { factsOf, formOf } from '../test-support/register-fixtures';
import { formMistakes, isFlawless, type FormMistakes } from './form-mistakes';
import type { RegisterForm } from './register-form';

const trans = nullTranslator.load('peach_lab');
const facts = factsOf('def f(days: int, name: str = "x"): pass\n');
const fields = facts.functions.flatMap(argumentFields);

function mistakesOf(change: Partial<RegisterForm>): FormMistakes {
  return formMistakes(formOf(facts, change), fields, trans);
}

describe('formMistakes', () => {
  it('finds none in the form as it opens: what is missing is the check’s to say', () => {
    expect(isFlawless(mistakesOf({}))).toBe(true);
  });

  it.each([
    ['organisation', 'Debr'],
    ['organisation', 'metadata'],
    ['name', 'two words'],
    ['timeout', 'soon'],
    ['timeout', '0s']
  ] as const)('refuses the %s “%s”', (field, value) => {
    const mistakes = mistakesOf({ [field]: value });
    expect(mistakes[field]).toMatch(/^Use /);
    expect(isFlawless(mistakes)).toBe(false);
  });

  it('says which argument is not of its type', () => {
    const mistakes = mistakesOf({ args: { days: 'many' } });
    expect(Object.keys(mistakes.args)).toEqual(['days']);
    expect(isFlawless(mistakes)).toBe(false);
  });
});
