import { CodeText } from '../controls/CodeText';
import { endSentence, sentence } from '../controls/sentence';
import type { Problem } from '../../protocol/problem';
import type { FilePlace, TasksInformationActions } from '../tasks-information/tasks-information-actions';

export type ProblemPlaceProps = {
  readonly problem: Problem;
  readonly repository: string | null;
  readonly openFile: TasksInformationActions['openFile'];
  readonly tabStop: boolean;
  /** Without the folders, where there is little room. */
  readonly short?: boolean;
};

/** `file:line:column`, which opens the editor there where there is one. */
export function ProblemPlace({ problem, repository, openFile, tabStop, short = false }: ProblemPlaceProps) {
  const full = `${problem.file}:${problem.line}:${problem.column}`;
  const text = short ? full.slice(full.lastIndexOf('/') + 1) : full;
  if (openFile === null) {
    return (
      <span className="jp-peach-number" title={full}>
        {text}
      </span>
    );
  }
  return (
    <button
      type="button"
      className="jp-peach-Link jp-peach-number"
      title={`Open ${full}`}
      tabIndex={tabStop ? undefined : -1}
      onClick={event => {
        event.stopPropagation();
        openFile(placeOf(problem, repository));
      }}
    >
      {text}
    </button>
  );
}

/** What is wrong and what to do. */
export function ProblemWords({ problem }: { readonly problem: Problem }) {
  return (
    <>
      <CodeText text={endSentence(problem.message)} />
      {problem.hint !== null && (
        <>
          {' '}
          <b>
            <CodeText text={sentence(problem.hint)} />
          </b>
        </>
      )}
    </>
  );
}

export function placeOf(problem: Problem, repository: string | null): FilePlace {
  return { repository, file: problem.file, line: problem.line, column: problem.column };
}
