import type { IApiClient } from '../../client/api-client';
import type { SchedulerStatus } from '../../client/tasks-information-state';

/** The code cell that becomes a task, and its notebook as it stands in the editor. */
export interface ICellEditor {
  /** Jupyter's path of the notebook. */
  readonly path: string;
  /** Place of the cell among all cells, from 1. */
  readonly number: number;
  source(): string;
  /** The notebook as nbformat JSON, without outputs. */
  notebook(): unknown;
  /** Puts `lines` before the cell's code; it can be undone in the notebook. */
  insertAtTop(lines: string): void;
  /** Writes the notebook to disk where it has changes. Rejects with what the server said. */
  save(): Promise<void>;
}

/** The files that are open in editors beside the notebook. Paths are Jupyter's. */
export interface IFileEditors {
  hasUnsavedChanges(path: string): boolean;
  /** Shows what is on disk now, where the file is open. */
  reload(path: string): Promise<void>;
  open(path: string): void;
}

/** The part of the API that registering uses. */
export type RegisterApi = Pick<IApiClient, 'preflight' | 'workingCopy' | 'workingFile' | 'writeWorkingFile' | 'commit'>;

/** Everything that registering needs from outside. */
export type RegisterServices = {
  readonly api: RegisterApi;
  readonly status: () => Promise<SchedulerStatus>;
  readonly cell: ICellEditor;
  readonly editors: IFileEditors;
  /** Absolute path of the notebook on the server's machine; null where it is in no folder there, or nobody knows in which. */
  readonly absolutePath: string | null;
};
