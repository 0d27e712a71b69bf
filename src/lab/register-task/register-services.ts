import type { IApiClient } from '../../client/api-client';
import type { TrialModelOptions } from '../../client/trial-model';
import type { SchedulerStatus } from '../../client/tasks-information-state';
import type { ICodeKindForms } from '../tokens';

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
  /** `line`, from 1: where the cursor is to be. */
  open(path: string, line?: number): void;
}

/** A distribution that is to be depended on, and the modules of it that the code imports. */
export type WantedPackage = { readonly distribution: string; readonly modules: readonly string[] };

/** What a kernel has of the wanted distributions, by their names; or why it did not say. */
export type KernelAnswer =
  | { readonly kind: 'known'; readonly versions: ReadonlyMap<string, { readonly name: string; readonly version: string }> }
  | { readonly kind: 'no_kernel' | 'busy' | 'silent' | 'other_language' };

/** The packages that the notebook's kernel can import. */
export interface IKernelPackages {
  /** Answers within seconds, whatever the kernel does. */
  versions(packages: readonly WantedPackage[]): Promise<KernelAnswer>;
}

/** The part of the API that registering uses. */
export type RegisterApi = Pick<IApiClient, 'preflight' | 'workingCopy' | 'workingFile' | 'writeWorkingFile' | 'commit'> &
  TrialModelOptions['api'];

/** Everything that registering needs from outside. */
export type RegisterServices = {
  readonly api: RegisterApi;
  /** The page’s events, connected when they are first asked for. */
  readonly connection: () => Promise<TrialModelOptions['connection']>;
  readonly timers: TrialModelOptions['timers'];
  readonly status: () => Promise<SchedulerStatus>;
  readonly cell: ICellEditor;
  readonly codeKinds: Pick<ICodeKindForms, 'getSnapshot' | 'subscribe'>;
  readonly kernel: IKernelPackages;
  readonly editors: IFileEditors;
  /** Absolute path of the notebook on the server's machine; null where it is in no folder there, or nobody knows in which. */
  readonly absolutePath: string | null;
};
