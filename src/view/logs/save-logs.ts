import { saveFile } from '../controls/save-file';
import { executionStart } from '../executions/execution-line';
import type { Run } from '../../protocol/run';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { STATUS_WORDS } from '../words/status-words';
import { wallClockStamp } from '../words/time-text';

export type SaveLogsInput = {
  readonly name: string;
  /** Oldest first. */
  readonly runs: readonly Run[];
  readonly timeZone: string;
  readonly readLog: TasksInformationActions['readLog'];
};

/** Saves the whole logs of `runs` as one text file; several have a heading each, as on the screen. Null, or why it can’t be. */
export async function saveLogs({ name, runs, timeZone, readLog }: SaveLogsInput): Promise<string | null> {
  const parts: (string | Blob)[] = [];
  for (const run of runs) {
    const answer = await readLog(run.id);
    if (!answer.ok) {
      return answer.failure.message;
    }
    const start = wallClockStamp(executionStart(run), timeZone).replace('T', ' ');
    if (runs.length > 1) {
      parts.push(`== ${STATUS_WORDS[run.status]} ${run.version} ${start} ==\n`);
    }
    // The browser keeps what is in a blob on the disk where it is much.
    parts.push(new Blob([new Uint8Array(answer.value)]), '\n');
  }
  const [first] = runs;
  const suffix = runs.length === 1 && first !== undefined ? `-${first.version}-${first.id.slice(-12)}` : '';
  saveFile(`${name}${suffix}.log`, parts);
  return null;
}
