import { ROLES, type AccessEntry, type Role } from '../../protocol/access';

/** What somebody may do: in every organisation, and beyond that in single ones. */
export type Grants = {
  readonly everywhere: Role | null;
  readonly organisations: ReadonlyMap<string, Role>;
};

/** Of the scheduler's owner. */
export const ALL_GRANTS: Grants = { everywhere: 'admin', organisations: new Map() };

/** The role in one organisation; null: it does not exist for him. */
export function roleIn({ everywhere, organisations }: Grants, organisation: string): Role | null {
  return higher(everywhere, organisations.get(organisation) ?? null);
}

/** Whether somebody with `role` may do what needs `needed`. */
export function suffices(role: Role | null, needed: Role): boolean {
  return rank(role) >= rank(needed);
}

/** What the entries of one member give him together. */
export function grantsOf(entries: readonly Pick<AccessEntry, 'role' | 'organisations'>[]): Grants {
  const organisations = new Map<string, Role>();
  let everywhere: Role | null = null;
  for (const { role, organisations: named } of entries) {
    if (named === 'all') {
      everywhere = higher(everywhere, role);
    } else {
      named.forEach(codops => organisations.set(codops, higher(organisations.get(codops) ?? null, role) ?? role));
    }
  }
  return { everywhere, organisations };
}

function higher(one: Role | null, other: Role | null): Role | null {
  return rank(one) >= rank(other) ? one : other;
}

/** -1: no role. */
function rank(role: Role | null): number {
  return role === null ? -1 : ROLES.indexOf(role);
}
