import { parseDefinitionFile } from '../../../core/definitions/parse-definition-file';
import { done, refuse, type Outcome } from '../../../protocol/errors';
import type { Problem } from '../../../protocol/problem';
import type { TrialRequest } from '../../../protocol/trial';
import type { ISnapshot } from '../../trial-port';
import type { CheckedTask } from '../checked-task';
import { environmentNeed, requirementTexts } from '../environment-need';
import { checkCatalogue, createCatalogueMemory, type CatalogueRules } from '../read-catalogue';

/** What a trial runs. */
export type TrialCode = {
  readonly checked: CheckedTask;
  /** Of the organisation's environment as it would be with this task. */
  readonly requirements: readonly string[];
  /** Those that the task asks for by itself. */
  readonly own: readonly string[];
};

type Asked = {
  readonly request: Pick<TrialRequest, 'organisation' | 'name' | 'definition'>;
  readonly rules: CatalogueRules;
  /** Version of the interpreter that the operator chose; null: none. */
  readonly python: string | null;
};

/**
 * Reads the snapshot as a commit of master would be read, with the task of the form among its definitions.
 * Refused: definition_invalid, git_failed.
 */
export async function trialCode(snapshot: ISnapshot, { request, rules, python }: Asked): Promise<Outcome<TrialCode>> {
  const { organisation: codops, name } = request;
  const committed = await snapshot.definitionFiles();
  if (!committed.ok) {
    return committed;
  }
  const others = committed.value
    .flatMap(({ path, text }) => (text === null ? [] : parseDefinitionFile(path, text)))
    .filter(file => file.codops === codops);
  // Its empty path comes first, so that its task takes the place of one of its name.
  const files = [...others, parseDefinitionFile('', JSON.stringify({ codops, tasks: { [name]: request.definition } }))];
  const catalogue = await checkCatalogue(files, snapshot, {
    rules: { ...rules, incumbents: () => new Map() },
    memory: createCatalogueMemory()
  });
  if (!catalogue.ok) {
    return catalogue;
  }
  const organisation = catalogue.value.organisations.find(one => one.codops === codops);
  const checked = organisation?.tasks.find(task => task.name === name);
  if (organisation === undefined || checked?.code == null || checked.definition === null) {
    return refuse(
      'definition_invalid',
      wordsOf([...(checked?.problems ?? []), ...(organisation?.problems ?? []), ...catalogue.value.problems])
    );
  }
  const { need } = environmentNeed(organisation, python);
  const own = (need.own.get(checked.key) ?? []).map(({ text }) => text);
  return done({ checked, requirements: requirementTexts(need, 'all'), own });
}

function wordsOf([first]: readonly Problem[]): string {
  if (first === undefined) {
    return 'the definition can’t be read';
  }
  return first.hint === null ? first.message : `${first.message}; ${first.hint}`;
}
