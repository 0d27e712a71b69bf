import type { Problem } from '../../protocol/problem';
import { defaultLoop } from '../configuration/fill-configuration';
import { buildCatalogue } from '../definitions/build-catalogue';
import { parseDefinitionFile } from '../definitions/parse-definition-file';
import { orderProblems } from '../yaml/collect-problems';
import { createSpans } from './create-spans';

/** A problem, and from where to where in its text it is to be marked, in UTF-16 units. */
export type Marker = { readonly from: number; readonly to: number; readonly problem: Problem };

/** What `peach validate` says of `text`, the content of the definition file `file`, by itself: without its notebooks. */
export function findMarkers(file: string, text: string): readonly Marker[] {
  const { organisations, problems } = buildCatalogue({
    files: [parseDefinitionFile(file, text)],
    allowed: null,
    incumbents: () => new Map(),
    defaultExecutor: 'spark',
    loop: defaultLoop
  });
  const own = organisations.flatMap(organisation => [...organisation.problems, ...organisation.tasks.flatMap(task => task.problems)]);
  const spanAt = createSpans(text);
  return orderProblems([...problems, ...own]).map(problem => ({ ...spanAt(problem), problem }));
}
