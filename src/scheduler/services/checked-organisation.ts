import type { CatalogueOrganisation } from '../../core/definitions/definition';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { CheckedDefinition, CheckedDefinitions } from './check-definitions';
import { checkedTask, type CheckedTask } from './checked-task';

/** A {@link CatalogueOrganisation} whose tasks were held against their notebooks. */
export type CheckedOrganisation = Omit<CatalogueOrganisation, 'tasks'> & { readonly tasks: readonly CheckedTask[] };

/** What is known of organisations that did not change, each the same object since it was built. */
export type KnownOrganisations = WeakMap<CatalogueOrganisation, KnownOrganisation>;

type KnownOrganisation = {
  /** Its definitions by the path of their notebook. */
  readonly notebooks: ReadonlyMap<string, readonly TaskDefinition[]>;
  /** The last answer of {@link checkedOrganisation}, and what it was made of; null before the first. */
  checked: { readonly found: readonly (CheckedDefinition | undefined)[]; readonly organisation: CheckedOrganisation } | null;
};

/** The definitions of all `organisations` by the path of their notebook. */
export function definitionsByNotebook(
  organisations: readonly CatalogueOrganisation[],
  known: KnownOrganisations
): ReadonlyMap<string, readonly TaskDefinition[]> {
  const joined = new Map<string, readonly TaskDefinition[]>();
  for (const organisation of organisations) {
    for (const [path, definitions] of knownOf(organisation, known).notebooks) {
      const others = joined.get(path);
      joined.set(path, others === undefined ? definitions : [...others, ...definitions]);
    }
  }
  return joined;
}

/** `organisation` with what was found for its definitions: the same object as long as that is the same. */
export function checkedOrganisation(
  organisation: CatalogueOrganisation,
  definitions: CheckedDefinitions,
  known: KnownOrganisations
): CheckedOrganisation {
  const remembered = knownOf(organisation, known);
  const found = organisation.tasks.map(task => (task.definition === null ? undefined : definitions.get(task.definition)));
  if (remembered.checked === null || remembered.checked.found.some((one, place) => one !== found[place])) {
    const tasks = organisation.tasks.map((task, place) => checkedTask(task, found[place]?.code));
    remembered.checked = { found, organisation: { ...organisation, tasks } };
  }
  return remembered.checked.organisation;
}

function knownOf(organisation: CatalogueOrganisation, known: KnownOrganisations): KnownOrganisation {
  const there = known.get(organisation);
  if (there !== undefined) {
    return there;
  }
  const definitions = organisation.tasks.flatMap(task => task.definition ?? []);
  const remembered: KnownOrganisation = { notebooks: Map.groupBy(definitions, definition => definition.notebook), checked: null };
  known.set(organisation, remembered);
  return remembered;
}
