import { describe, expect, it } from 'vitest';
import { organisationPreference } from './organisation-preference';

function storage() {
  const entries = new Map<string, string>();
  return {
    getItem: (key: string) => entries.get(key) ?? null,
    setItem: (key: string, value: string) => {
      entries.set(key, value);
    }
  };
}

describe('organisationPreference', () => {
  it('remembers the choice for every place on the page', () => {
    const shared = storage();
    organisationPreference(shared, null).save('debr');
    expect(organisationPreference(shared, null).load()).toBe('debr');
  });

  it('shows what a place asks for before what was remembered', () => {
    const shared = storage();
    organisationPreference(shared, null).save('debr');
    expect(organisationPreference(shared, 'sesr').load()).toBe('sesr');
  });
});
