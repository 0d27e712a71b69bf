import type { IDisposable } from '@lumino/disposable';

/** What a notebook asks to see. `organisation` null: that of the settings, or the one that was chosen last. */
type TasksInformationWish = { readonly organisation: string | null };

/** What shows *Tasks information* in `node`, over a connection of its own, until what it resolves to is disposed. */
export interface IShowsTasksInformation {
  show(node: HTMLElement, wish: TasksInformationWish): Promise<IDisposable>;
}
