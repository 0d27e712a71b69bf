import { createContext, useContext, useEffect, useRef, useSyncExternalStore } from 'react';
import type { Task } from '../../protocol/task';
import { useViewTranslation } from '../words/translation';

/** What a panel shows, once it stands in the page. */
interface IMountedTaskPanel {
  /** The same task has changed. */
  update?(task: Task): void;
  dispose(): void;
}

/** A panel that somebody else adds to the page of a task. */
export interface IShownTaskPanel {
  readonly id: string;
  readonly title: string;
  mount(node: HTMLElement, task: Task): IMountedTaskPanel;
}

/** The panels that are there, in their order. */
interface IShownTaskPanels {
  readonly getSnapshot: () => readonly IShownTaskPanel[];
  readonly subscribe: (listener: () => void) => () => void;
}

const NONE: readonly IShownTaskPanel[] = [];

export const TaskPanelsContext = createContext<IShownTaskPanels>({ getSnapshot: () => NONE, subscribe: () => () => undefined });

/** What others show of a task, each under its title, which folds it away. */
export function TaskPanels({ task }: { readonly task: Task }) {
  const { subscribe, getSnapshot } = useContext(TaskPanelsContext);
  const panels = useSyncExternalStore(subscribe, getSnapshot);
  return (
    <>
      {panels.map(panel => (
        <details key={`${panel.id} ${task.id}`} className="jp-peach-AddedPanel" open>
          <summary className="jp-peach-Section">{panel.title}</summary>
          <AddedPanel panel={panel} task={task} />
        </details>
      ))}
    </>
  );
}

function AddedPanel({ panel, task }: { readonly panel: IShownTaskPanel; readonly task: Task }) {
  const trans = useViewTranslation();
  const place = useRef<HTMLDivElement>(null);
  const mounted = useRef<IMountedTaskPanel | null>(null);
  const first = useRef(task);
  useEffect(() => {
    const node = place.current;
    if (node !== null) {
      try {
        mounted.current = panel.mount(node, first.current);
      } catch (error) {
        node.textContent = trans.__('This can not be shown: %1', String(error));
      }
    }
    return () => {
      mounted.current?.dispose();
      mounted.current = null;
    };
  }, [panel, trans]);
  useEffect(() => mounted.current?.update?.(task), [task]);
  return <div ref={place} className="jp-peach-AddedPanelPlace" />;
}
