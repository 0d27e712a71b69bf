import type { ArgumentChoice } from '../../../core/notebook/literal-choices';
import type { CellFunction } from '../../../core/notebook/notebook';
import type { ExecutorName } from '../../../protocol/run';
import type { CellChoice } from '../../../protocol/task';
import type { MissedChoice, OverlapChoice, TaskDefinition } from '../../../protocol/task-definition';
import type { WorkingCopy } from '../../../protocol/working-copy';
import type { CodeFields } from '../../tokens';

/** What the person has entered so far; texts are as typed. An empty one gives nothing. */
export type RegisterForm = {
  readonly method: string;
  readonly organisation: string;
  /** True: the organisation is typed, false: chosen among those of the working copy. */
  readonly newOrganisation: boolean;
  readonly name: string;
  readonly executor: ExecutorName;
  readonly loop: 'own' | 'metadata';
  readonly cells: CellChoice;
  /** What the form of another extension's kind of code says; empty: it is a notebook cell. */
  readonly code: CodeFields;
  /** Text by the name of the parameter; empty: left out. */
  readonly args: Readonly<Record<string, string>>;
  /** Requirements of this task, one a line or parted by commas. */
  readonly dependencies: string;
  /** What was filled in ahead there. */
  readonly proposedDependencies: string;
  /** Patterns of cron, one a line. */
  readonly schedule: string;
  readonly timezone: string;
  readonly missed: MissedChoice | '';
  readonly overlap: OverlapChoice | '';
  readonly timeout: string;
  readonly retries: { readonly limit: string; readonly delay: string };
  readonly disabled: boolean;
  readonly description: string;
  /** The definition file that was chosen; null: the one that is proposed. */
  readonly file: string | null;
};

/** A task that stands in the working copy already and is to be changed. */
export type EditedTask = {
  readonly organisation: string;
  readonly name: string;
  /** Relative to the repository's root. */
  readonly file: string;
  readonly definition: TaskDefinition;
};

/** What the form is filled from: it stands still while the dialog is open. */
export type RegisterFacts = {
  /** Those the cell defines at its top level, in order; at least one. */
  readonly functions: readonly CellFunction[];
  /** Values of the classes that the cell defines for choices, by their names. */
  readonly enums: ReadonlyMap<string, readonly ArgumentChoice[]>;
  readonly workingCopy: WorkingCopy;
  /** Place of the cell among all cells of the notebook, from 1. */
  readonly cellNumber: number;
  /** Null: a new task is registered. */
  readonly edited: EditedTask | null;
};
