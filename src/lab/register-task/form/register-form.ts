import type { CellFunction } from '../../../core/notebook/notebook';
import type { ExecutorName } from '../../../protocol/run';
import type { CellChoice } from '../../../protocol/task';
import type { WorkingCopy } from '../../../protocol/working-copy';

/** What the person has entered so far; texts are as typed. */
export type RegisterForm = {
  readonly method: string;
  readonly organisation: string;
  /** True: the organisation is typed, false: chosen among those of the working copy. */
  readonly newOrganisation: boolean;
  readonly name: string;
  readonly executor: ExecutorName;
  readonly loop: 'own' | 'metadata';
  readonly cells: CellChoice;
  /** Text by the name of the parameter; empty: left out. */
  readonly args: Readonly<Record<string, string>>;
  /** Requirements of this task, one a line or parted by commas. */
  readonly dependencies: string;
  readonly timeout: string;
  readonly description: string;
  /** The definition file that was chosen; null: the one that is proposed. */
  readonly file: string | null;
};

/** What the form is filled from: it stands still while the dialog is open. */
export type RegisterFacts = {
  /** Those the cell defines at its top level, in order; at least one. */
  readonly functions: readonly CellFunction[];
  readonly workingCopy: WorkingCopy;
  /** Place of the cell among all cells of the notebook, from 1. */
  readonly cellNumber: number;
};
