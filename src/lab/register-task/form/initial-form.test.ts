import { describe, expect, it } from 'vitest';
import { factsOf, workingCopy } from '../test-support/register-fixtures';
import { initialForm } from './initial-form';

const TWO_FUNCTIONS = 'def first():\n    pass\n\ndef taken(days: int = 7):\n    pass\n';

describe('initialForm', () => {
  it('chooses the last function, the first organisation and a name that is free there', () => {
    const form = initialForm(factsOf(TWO_FUNCTIONS));
    expect(form).toMatchObject({ method: 'taken', organisation: 'debr', newOrganisation: false, name: 'taken_2' });
  });

  it('chooses python where the default executor is not available', () => {
    expect(initialForm(factsOf(TWO_FUNCTIONS)).executor).toBe('python');
  });

  it('keeps the default executor where it is available', () => {
    const executors = [{ name: 'spark' as const, available: true, reason: null }];
    expect(initialForm(factsOf(TWO_FUNCTIONS, workingCopy({ executors }))).executor).toBe('spark');
  });

  it('asks for an organisation where the repository has none', () => {
    const form = initialForm(factsOf(TWO_FUNCTIONS, workingCopy({ organisations: [] })));
    expect(form).toMatchObject({ newOrganisation: true, organisation: 'default', name: 'taken' });
  });
});
