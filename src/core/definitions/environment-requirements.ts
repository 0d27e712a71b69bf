import type { Problem } from '../../protocol/problem';
import { problemAt } from '../yaml/problem-at';
import type { CatalogueOrganisation } from './definition';
import { normaliseName, requirementName } from './requirement-name';

/** What the one environment of an organisation is made of; `notes` say what was left out. */
export type EnvironmentRequirements = { readonly requirements: readonly string[]; readonly notes: readonly Problem[] };

/** The name under which our own package may be asked for; every run has it already. */
const OWN_PACKAGE = 'peach-lab';

/** The sorted, distinct requirements of an organisation and of its good tasks. */
export function environmentRequirements({
  requirements,
  tasks
}: Pick<CatalogueOrganisation, 'requirements' | 'tasks'>): EnvironmentRequirements {
  const all = [...requirements, ...tasks.flatMap(task => task.requirements)];
  const isOwn = (text: string): boolean => normaliseName(requirementName(text) ?? '') === OWN_PACKAGE;
  const wanted = new Set(all.filter(({ text }) => !isOwn(text)).map(({ text }) => text.trim()));
  const notes = all
    .filter(({ text }) => isOwn(text))
    .map(({ position }) =>
      problemAt(position, `${OWN_PACKAGE} is left out of the environment, because every run has it already`, 'remove the line')
    );
  return { requirements: [...wanted].sort(), notes };
}
