import type { ExtractedCode } from '../../core/notebook/notebook';
import type { RunId } from '../../protocol/identity';
import type { Json } from '../../protocol/json';
import type { RunSpecification } from '../../protocol/run-folder';
import type { TaskDefinition } from '../../protocol/task-definition';
import type { Environment } from '../ports';
import type { TaskRecord } from '../store-port';

/** Folders and variables that runs are given; absolute paths. */
export type RunSurroundings = {
  /** The organisation's folder that stays. */
  readonly dataDir: (organisation: string) => string;
  readonly temporaryDir: (run: RunId) => string;
  /** Where the run reaches the scheduler, and with which secret; undefined while the scheduler has no address. */
  readonly api: (run: RunId) => RunSpecification['api'];
  /** Bytes that stay of the log of a run. */
  readonly logLimit: number;
  /** The whole environment of a run of this organisation in this Python environment. */
  readonly variables: (organisation: string, environment: Environment) => Readonly<Record<string, string>>;
};

/** The file that tells a supervisor everything. */
export function runSpecification(input: {
  readonly run: RunId;
  readonly task: Pick<TaskRecord, 'id' | 'key' | 'organisation'>;
  readonly definition: TaskDefinition;
  /** In place of those of the same name in the definition; null: none. */
  readonly args: Readonly<Record<string, Json>> | null;
  readonly code: ExtractedCode;
  readonly environment: Environment;
  readonly checkout: string;
  /** What the checkout lacks. */
  readonly checkoutNotes: readonly string[];
  readonly limits: { readonly timeout: number; readonly grace: number };
  readonly surroundings: RunSurroundings;
}): RunSpecification {
  const { run, task, definition, checkout, surroundings, environment } = input;
  const api = surroundings.api(run);
  const folder = definition.notebook.split('/').slice(0, -1).join('/');
  return {
    version: 1,
    run,
    task: task.id,
    key: task.key,
    organisation: task.organisation,
    environment: environment.hash,
    notebook: definition.notebook,
    method: definition.method,
    cells: input.code.cells.map(cell => ({ ...cell })),
    args: { ...definition.args, ...input.args },
    checkout,
    working_directory: folder === '' ? checkout : `${checkout}/${folder}`,
    data_dir: surroundings.dataDir(task.organisation),
    temporary_dir: surroundings.temporaryDir(run),
    ...(api === undefined ? {} : { api }),
    variables: { ...surroundings.variables(task.organisation, environment) },
    notes: [...input.checkoutNotes, ...input.code.notes],
    timeout: input.limits.timeout,
    grace: input.limits.grace,
    log_limit: surroundings.logLimit
  };
}
