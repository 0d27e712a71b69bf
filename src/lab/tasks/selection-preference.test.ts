import { describe, expect, it } from 'vitest';
import { parseTaskId } from '../../protocol/identity';
import { selectionPreference } from './selection-preference';

const TASK = parseTaskId('0192f0a0-0000-7000-8000-000000000001')!;

function storage() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => {
      entries.set(key, value);
    }
  };
}

describe('selectionPreference', () => {
  it('remembers the organisation for every place on the page', () => {
    const shared = storage();
    selectionPreference(shared, null).saveOrganisation('debr');
    expect(selectionPreference(shared, null).organisation()).toBe('debr');
  });

  it('shows the organisation that a place asks for before what was remembered', () => {
    const shared = storage();
    selectionPreference(shared, null).saveOrganisation('debr');
    expect(selectionPreference(shared, 'sesr').organisation()).toBe('sesr');
  });

  it('remembers a task for each organisation', () => {
    const shared = storage();
    selectionPreference(shared, null).saveTask('debr', TASK);
    expect(selectionPreference(shared, null).task('debr')).toBe(TASK);
    expect(selectionPreference(shared, null).task('sesr')).toBeNull();
  });

  it('forgets what is no task', () => {
    const shared = storage();
    shared.setItem('peach-lab:task:debr', 'count_words');
    expect(selectionPreference(shared, null).task('debr')).toBeNull();
  });
});
