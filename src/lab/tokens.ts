import { Token, type ReadonlyJSONValue } from '@lumino/coreutils';
import type { IDisposable } from '@lumino/disposable';
import type { Answer } from '../client/answer';
import type { IApiClient } from '../client/api-client';
import type { IConnection } from '../client/connection';
import type { SchedulerStatus } from '../client/tasks-information-state';
import type { IObservable } from '../client/create-store';
import type { DoctorReport } from '../protocol/doctor';
import type { Task } from '../protocol/task';

/** What the Jupyter server tells about the scheduler, and about itself. */
export type ServerStatus = SchedulerStatus & {
  /** Absolute path of the folder that Jupyter shows; null where its files are in no folder, undefined where that is not told. */
  readonly rootDir: string | null | undefined;
};

/** The way to the scheduler, with this page's login. Nothing is loaded or asked before a method is called. */
export interface ISchedulerClient {
  /** The HTTP API. */
  api(): Promise<IApiClient>;
  /** The page's one connection to the scheduler's events, opened by the first call. */
  connection(): Promise<IConnection>;
  /** How the scheduler is; answered by the Jupyter server even when no scheduler runs. Rejects when that does not answer. */
  status(): Promise<ServerStatus>;
  /** Starts the scheduler where none runs, and resolves when it does. Rejects with why it could not. */
  start(): Promise<void>;
  /** What `peach doctor` finds; answered by the Jupyter server even when no scheduler runs. Takes seconds. */
  examine(): Promise<Answer<DoctorReport>>;
}

export const ISchedulerClient = new Token<ISchedulerClient>(
  'peach-lab:ISchedulerClient',
  'The HTTP API and the live events of the PEACH Lab scheduler, as the user of this page.'
);

/** What somebody wants to see. `organisation` null: that of the settings, or the one that was chosen last. */
export type TasksInformationWish = { readonly organisation: string | null };

/** *Tasks information* for any place in the page. */
export interface ITasksInformation {
  /** Shows it in `node`, over a connection of its own, until what it resolves to is disposed. `node` stands in the page and has a height. */
  show(node: HTMLElement, wish: TasksInformationWish): Promise<IDisposable>;
}

export const ITasksInformation = new Token<ITasksInformation>(
  'peach-lab:ITasksInformation',
  'Shows the tasks, executions, durations and logs of PEACH Lab in a node of the page.'
);

/** What a panel shows, once it stands in the page. */
export interface IMountedTaskPanel {
  /** The same task has changed. */
  update?(task: Task): void;
  dispose(): void;
}

/** A panel in the page of a task. */
export interface ITaskPanel {
  /** Unique; begin it with the name of your extension. */
  readonly id: string;
  /** Its heading, in the person's language. */
  readonly title: string;
  /** The lowest comes first; 100 without it. */
  readonly rank?: number;
  /** Shows `task` in `node` until what it returns is disposed. Called anew for each task that is chosen, and in each place where the page stands. */
  mount(node: HTMLElement, task: Task): IMountedTaskPanel;
}

/** The panels that extensions add to the page of a task. */
export interface ITaskPanels extends IObservable<readonly ITaskPanel[]> {
  /** Adds `panel` until what it returns is disposed. Throws where its id is taken. */
  add(panel: ITaskPanel): IDisposable;
}

export const ITaskPanels = new Token<ITaskPanels>('peach-lab:ITaskPanels', 'Panels in the page of a PEACH Lab task.');

/** The cell that becomes a task. */
export type CodeCell = {
  /** Jupyter's path of the notebook. */
  readonly path: string;
  /** Place of the cell among all cells, from 1. */
  readonly number: number;
  readonly source: string;
};

/** Fields of a task's definition, as they stand in `peach.yaml` under its name. */
export type CodeFields = Readonly<Record<string, ReadonlyJSONValue>>;

/** The form for a kind of code, in the dialog that registers a task. */
export interface ICodeKindForm {
  /** Unique; begin it with the name of your extension. */
  readonly id: string;
  /** The name of the kind, in the person's language. */
  readonly label: string;
  /** The lowest comes first; 100 without it. */
  readonly rank?: number;
  /** Whether this cell can be code of this kind; the kind is not offered otherwise. */
  accepts(cell: CodeCell): boolean;
  /**
   * Draws the form into `node` until what it returns is disposed, and calls `change` with the whole of its fields at first
   * and after each change. They stand in the definition before the dialog's own of the same name.
   */
  mount(node: HTMLElement, cell: CodeCell, change: (fields: CodeFields) => void): IDisposable;
}

/** The forms that extensions add for kinds of code beside the notebook cell. */
export interface ICodeKindForms extends IObservable<readonly ICodeKindForm[]> {
  /** Adds `form` until what it returns is disposed. Throws where its id is taken. */
  add(form: ICodeKindForm): IDisposable;
}

export const ICodeKindForms = new Token<ICodeKindForms>(
  'peach-lab:ICodeKindForms',
  'Forms for further kinds of code in the dialog that registers a PEACH Lab task.'
);
