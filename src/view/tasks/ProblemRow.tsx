import type { ComponentProps } from 'react';
import { Button } from '../controls/Button';
import { Icon } from '../icons/Icon';
import type { Problem } from '../../protocol/problem';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { placeOf, ProblemPlace, ProblemWords } from './ProblemText';

export type ProblemRowProps = {
  readonly problem: Problem;
  readonly repository: string | null;
  readonly columns: number;
  /** What follows from it; null where nothing does. */
  readonly consequence: string | null;
  readonly openFile: TasksInformationActions['openFile'];
  readonly row: ComponentProps<'tr'>;
};

/** A mistake in a definition, under the row of its task. */
export function ProblemRow({ problem, repository, columns, consequence, openFile, row }: ProblemRowProps) {
  return (
    <tr {...row} className="jp-peach-ProblemRow">
      <td colSpan={columns}>
        <div className="jp-peach-Row">
          <Icon name="triangle" tone="bad" label="Problem" />
          <ProblemPlace problem={problem} repository={repository} openFile={openFile} tabStop={false} />
          <span className="jp-peach-cut" title={[problem.message, problem.hint].filter(part => part !== null).join(' ')}>
            <ProblemWords problem={problem} /> {consequence}
          </span>
          <span className="jp-peach-grow" />
          {openFile !== null && (
            <Button label="Open file" look="link" tabStop={false} onPress={() => openFile(placeOf(problem, repository))} />
          )}
        </div>
      </td>
    </tr>
  );
}
