import type { Requirement } from '../../core/definitions/definition';
import { environmentRequirements } from '../../core/definitions/environment-requirements';
import type { TaskKey } from '../../protocol/identity';
import type { Problem } from '../../protocol/problem';
import type { CheckedOrganisation } from './checked-organisation';
import { impliedRequirements } from './read-catalogue';

/** What an organisation's environment is asked to have. Texts are normalised and free of notes. */
export type EnvironmentNeed = {
  /** Of every task. */
  readonly shared: readonly Requirement[];
  /** Of single tasks; a task without any is absent. */
  readonly own: ReadonlyMap<TaskKey, readonly Requirement[]>;
  /** Version of the interpreter; null: the scheduler's own. */
  readonly python: string | null;
};

export const NO_NEED: EnvironmentNeed = { shared: [], own: new Map(), python: null };

/** What the organisation's definitions ask for; `notes` say what of it is left out. */
export function environmentNeed(
  organisation: CheckedOrganisation,
  python: string | null
): { readonly need: EnvironmentNeed; readonly notes: readonly Problem[] } {
  const { requirements, notes } = environmentRequirements(organisation);
  const taken = new Set(requirements);
  const wanted = (asked: readonly Requirement[]): readonly Requirement[] =>
    asked.map(requirement => ({ ...requirement, text: requirement.text.trim() })).filter(requirement => taken.has(requirement.text));
  const own = organisation.tasks.map(task => [task.key, [...wanted(task.requirements), ...impliedRequirements(task)]] as const);
  return { need: { shared: wanted(organisation.requirements), own: new Map(own.filter(([, asked]) => asked.length > 0)), python }, notes };
}

/** Sorted, distinct texts of the shared requirements and, with `all`, of every task's own. */
export function requirementTexts(need: EnvironmentNeed, which: 'all' | 'shared'): readonly string[] {
  const own = which === 'all' ? [...need.own.values()].flat() : [];
  return [...new Set([...need.shared, ...own].map(requirement => requirement.text))].sort();
}

/** Whether an environment made of `requirements` has what the task asks for by itself. */
export function covers(requirements: readonly string[], need: EnvironmentNeed, task: TaskKey): boolean {
  return (need.own.get(task) ?? []).every(requirement => requirements.includes(requirement.text));
}

/** Why a build failed, at the requirements that it names; at all new ones where it names none. */
export function buildProblems(reason: string, missing: readonly Requirement[]): readonly Problem[] {
  const named = missing.filter(requirement => reason.toLowerCase().includes(distributionName(requirement.text)));
  return (named.length > 0 ? named : missing).map(requirement => ({
    ...requirement.position,
    message: `the environment with ${requirement.text} could not be built: ${firstLine(reason)}`,
    hint: 'correct the requirement; the last good environment stays in use'
  }));
}

function distributionName(requirement: string): string {
  return (/^[A-Za-z0-9._-]+/.exec(requirement)?.[0] ?? requirement).toLowerCase();
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? '';
}
