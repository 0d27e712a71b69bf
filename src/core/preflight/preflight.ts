import type { Finding } from '../../protocol/preflight';
import type { ExecutorName } from '../../protocol/run';
import type { TaskDefinition } from '../../protocol/task-definition';
import { checkArguments } from '../notebook/check-arguments';
import { countOtherStatements } from '../notebook/count-other-statements';
import { extractCode } from '../notebook/extract-code';
import { lintSource } from '../notebook/lint-source';
import type { CodeProblem, ExtractedCode, Notebook } from '../notebook/notebook';
import { runsFullNotebook } from '../notebook/runs-full-notebook';
import { errorFinding, informationFinding, remedy, warningFinding } from './finding';
import { freeName } from './free-name';
import { moduleFindings, type ModuleFacts } from './module-findings';
import { nameFindings } from './name-findings';

export type PreflightInput = {
  /** Name that the task is to have. */
  readonly name: string;
  /** True for the name of another task of the organisation. */
  readonly nameTaken: (name: string) => boolean;
  /** Null where it is wrong: `definitionProblems` then says how. */
  readonly definition: TaskDefinition | null;
  readonly definitionProblems: readonly { readonly field: string | null; readonly message: string; readonly hint: string | null }[];
  /** Null where it can't be read: `notebookProblem` then says why. */
  readonly notebook: Notebook | null;
  readonly notebookProblem: string | null;
  /** As found in the text of `lintSource`, with its lines; null where nobody looked. */
  readonly undefinedNames: readonly { readonly name: string; readonly line: number }[] | null;
  readonly syntaxErrors: readonly { readonly line: number; readonly message: string }[];
  /** Null where nobody looked. */
  readonly modules: ModuleFacts | null;
  readonly executor: ExecutorName;
  /** Why the chosen executor can't run anything here, or null. */
  readonly executorUnavailable: string | null;
  /** Why the task would not be run, good as it is, or null. */
  readonly held: string | null;
  readonly insideRepository: boolean;
};

const SEVERITIES = ['error', 'warning', 'information'] as const;

/** Everything there is to say of a definition before it is registered, the worst first. */
export function preflight(input: PreflightInput): readonly Finding[] {
  const findings = [...definitionFindings(input), ...nameTakenFindings(input), ...codeFindings(input), ...executorFindings(input)];
  return SEVERITIES.flatMap(severity => findings.filter(finding => finding.severity === severity));
}

function definitionFindings({ definitionProblems, insideRepository }: PreflightInput): readonly Finding[] {
  const problems = definitionProblems.map(problemFinding);
  const outside = 'this notebook is in no git repository, and tasks run from git; move it into one, or make one with git init';
  return insideRepository ? problems : [...problems, errorFinding('notebook', outside)];
}

function problemFinding({ field, message, hint }: Omit<CodeProblem, 'field'> & { readonly field: string | null }): Finding {
  return errorFinding(field, message, { hint });
}

function nameTakenFindings({ name, nameTaken }: PreflightInput): readonly Finding[] {
  if (!nameTaken(name)) {
    return [];
  }
  const free = freeName(name, nameTaken);
  return [
    errorFinding('name', `a task of this organisation has the name ${name} already`, {
      remedies: [remedy('rename_task', `Rename to ${free}`, free)]
    })
  ];
}

function codeFindings(input: PreflightInput): readonly Finding[] {
  const { definition, notebook } = input;
  if (notebook === null) {
    return input.notebookProblem === null ? [] : [errorFinding('notebook', input.notebookProblem)];
  }
  if (definition === null) {
    return [];
  }
  const extraction = extractCode(notebook, definition);
  if (!extraction.ok) {
    return [problemFinding(extraction.problem)];
  }
  const { code } = extraction;
  return [
    ...syntaxFindings(input.syntaxErrors, notebook, definition),
    ...(input.undefinedNames === null ? [] : nameFindings({ definition, notebook, code, undefinedNames: input.undefinedNames })),
    ...(input.modules === null ? [] : moduleFindings({ definition, notebook, code, executor: input.executor, facts: input.modules })),
    ...checkArguments(code.function, definition.args ?? {}).map(problemFinding),
    ...(input.undefinedNames === null
      ? [
          informationFinding(
            'method',
            'names that the code uses and does not define were not looked for: ruff is not installed, or did not answer'
          )
        ]
      : []),
    ...code.notes.map(note => informationFinding('method', note)),
    ...otherStatements(definition, code)
  ];
}

/** One finding a cell: after the first error a parser finds what is none. */
function syntaxFindings(errors: PreflightInput['syntaxErrors'], notebook: Notebook, definition: TaskDefinition): readonly Finding[] {
  const { locate } = lintSource(notebook, definition);
  const first = new Map<number | null, Finding>();
  for (const { line, message } of errors.toSorted((a, b) => a.line - b.line)) {
    const place = locate(line);
    const where = place === null ? '' : `, line ${place.line} of cell ${place.cell}`;
    const cell = place?.cell ?? null;
    first.set(cell, first.get(cell) ?? errorFinding('method', `the code is not valid Python${where}: ${message}`));
  }
  return [...first.values()];
}

/** What a person may not expect: the cell does more than define the function, in every run. */
function otherStatements(definition: TaskDefinition, code: ExtractedCode): readonly Finding[] {
  const entry = code.cells.find(cell => cell.number === code.entry);
  const count = runsFullNotebook(definition) || entry === undefined ? 0 : countOtherStatements(entry.source);
  const statements = count === 1 ? '1 other statement' : `${count} other statements`;
  return count === 0
    ? []
    : [informationFinding('method', `cell ${code.entry} also runs ${statements} each time, before ${code.function.name}() is called`)];
}

function executorFindings({ definition, executorUnavailable, held }: PreflightInput): readonly Finding[] {
  const usePython = definition?.executor === 'python' ? [] : [remedy('use_python', 'Change to python', 'python')];
  return [
    ...(executorUnavailable === null ? [] : [warningFinding('executor', executorUnavailable, usePython)]),
    ...(held === null ? [] : [warningFinding(null, `it can be registered, but is not run yet: ${held}`)])
  ];
}
