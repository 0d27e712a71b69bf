import { describe, expect, it } from 'vitest';
import { ROLES } from '../../protocol/access';
import { ALL_GRANTS, grantsOf, roleIn, suffices } from './grants';

describe('the role in an organisation', () => {
  it('is the highest that the entries give there', () => {
    const grants = grantsOf([
      { role: 'operator', organisations: ['a', 'b'] },
      { role: 'viewer', organisations: 'all' },
      { role: 'editor', organisations: ['b'] },
      { role: 'viewer', organisations: ['b'] }
    ]);

    expect(['a', 'b', 'c'].map(organisation => roleIn(grants, organisation))).toEqual(['operator', 'editor', 'viewer']);
    expect(grants.everywhere).toBe('viewer');
  });

  it('is none where no entry names it', () => {
    expect(roleIn(grantsOf([{ role: 'admin', organisations: ['a'] }]), 'b')).toBeNull();
    expect(roleIn(grantsOf([]), 'a')).toBeNull();
  });

  it('of the owner is admin everywhere', () => {
    expect(roleIn(ALL_GRANTS, 'any')).toBe('admin');
  });
});

it('each role may do what those before it may', () => {
  for (const [place, role] of ROLES.entries()) {
    expect(ROLES.filter(needed => suffices(role, needed))).toEqual(ROLES.slice(0, place + 1));
  }
  expect(suffices(null, 'viewer')).toBe(false);
});
