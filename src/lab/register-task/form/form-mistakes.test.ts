import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { argumentFields } from '../../../core/notebook/argument-form';
import { factsOf, formOf } from '../test-support/register-fixtures';
import { formDefinition } from './form-definition';
import { formMistakes, isFlawless, type FormMistakes } from './form-mistakes';
import type { RegisterForm } from './register-form';

const trans = nullTranslator.load('peach_lab');
const facts = factsOf('def f(days: int, name: str = "x"): pass\n');
const fields = facts.functions.flatMap(fn => argumentFields(fn));

function mistakesOf(change: Partial<RegisterForm>): FormMistakes {
  const form = formOf(facts, change);
  return formMistakes({ form, fields, definition: formDefinition(form, 'a.ipynb', fields) }, trans);
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
    ['timeout', '0s'],
    ['schedule', '0 6 * *'],
    ['schedule', '0 6 * * *\nnever'],
    ['timezone', 'Mars/Base'],
    ['dependencies', 'pandas ==='],
    ['description', 'x'.repeat(1001)]
  ] as const)('refuses the %s “%s”, and nothing else', (field, value) => {
    expect(Object.keys(mistakesOf({ [field]: value }))).toEqual([field]);
  });

  it.each([
    [{ limit: 'many', delay: '' }, ['retries.limit']],
    [{ limit: '101', delay: '' }, ['retries.limit']],
    [{ limit: '', delay: '5s' }, ['retries.limit']],
    [{ limit: '3', delay: 'soon' }, ['retries.delay']],
    [{ limit: '3', delay: '' }, []]
  ])('judges the retries %j', (retries, wrong) => {
    expect(Object.keys(mistakesOf({ retries }))).toEqual(wrong);
  });

  it('says which argument is not of its type', () => {
    const mistakes = mistakesOf({ args: { days: 'many' } });
    expect(mistakes).toEqual({ 'args.days': 'days takes a whole number of at most 15 digits, e.g. 7.' });
    expect(isFlawless(mistakes)).toBe(false);
  });
});
