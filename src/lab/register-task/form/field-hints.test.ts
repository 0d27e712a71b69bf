import { nullTranslator } from '@jupyterlab/translation';
import { describe, expect, it } from 'vitest';
import { factsOf, formOf, workingCopy } from '../test-support/register-fixtures';
import { fieldHints } from './field-hints';

const trans = nullTranslator.load('peach_lab');
const facts = factsOf('def fit(): pass\n');

describe('fieldHints', () => {
  it('says where the organisation is from, that the name is free, and why python is chosen', () => {
    expect(fieldHints(formOf(facts), facts, trans)).toEqual({
      organisation: 'From peach.conf/debr.yaml.',
      name: 'Free in debr.',
      executor: 'spark is not available here, so python is chosen: Spark is not installed.',
      loop: 'The organisation’s own loop: 1 task.'
    });
  });

  it('says that a name is taken', () => {
    expect(fieldHints(formOf(facts, { name: 'taken' }), facts, trans).name).toBe('debr already has a task of this name.');
  });

  it('says why a chosen executor will not work', () => {
    expect(fieldHints(formOf(facts, { executor: 'kubernetes' }), facts, trans).executor).toBe(
      'Not available here: no cluster is configured.'
    );
  });

  it('says nothing of python where the default is available too', () => {
    const copy = workingCopy({ executors: [{ name: 'spark', available: true, reason: null }] });
    expect(fieldHints(formOf(facts, { executor: 'python' }), { ...facts, workingCopy: copy }, trans).executor).toBe('');
  });

  it('says that a new organisation makes a new file', () => {
    expect(fieldHints(formOf(facts, { organisation: 'new' }), facts, trans).organisation).toMatch(/^No definition file/);
  });
});
