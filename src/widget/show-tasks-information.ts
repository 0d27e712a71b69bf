import type { IDisposable } from '@lumino/disposable';

/** What a notebook asks to see. `organisation` null: the one that was chosen last. */
type TasksInformationWish = { readonly organisation: string | null };

/** Shows *Tasks information* in `node`, over a connection of its own, until what it resolves to is disposed. */
export type ShowTasksInformation = (node: HTMLElement, wish: TasksInformationWish) => Promise<IDisposable>;
