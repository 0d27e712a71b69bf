import type { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { IStateDB } from '@jupyterlab/statedb';
import { ISchedulerClient, ITaskPanels, type Task } from 'peach-lab';

/** A panel with notes about each task, kept with the workspace, and what the scheduler knows of the task's last run. */
const plugin: JupyterFrontEndPlugin<void> = {
  id: 'peach-lab-task-notes:plugin',
  description: 'Notes about tasks of PEACH Lab.',
  autoStart: true,
  requires: [ITaskPanels, ISchedulerClient, IStateDB],
  activate: (_app: JupyterFrontEnd, panels: ITaskPanels, scheduler: ISchedulerClient, state: IStateDB) => {
    panels.add({ id: 'peach-lab-task-notes:notes', title: 'Notes', mount: (node, task) => mountNotes(node, task, { scheduler, state }) });
  }
};

type Services = { readonly scheduler: ISchedulerClient; readonly state: IStateDB };

function mountNotes(node: HTMLElement, task: Task, { scheduler, state }: Services) {
  const key = `peach-lab-task-notes:${task.id}`;
  const notes = node.appendChild(document.createElement('textarea'));
  notes.setAttribute('aria-label', `Notes about ${task.name}`);
  notes.rows = 3;
  const save = (): void => void state.save(key, notes.value);
  notes.addEventListener('change', save);
  void state.fetch(key).then(text => {
    notes.value = typeof text === 'string' ? text : '';
  });
  const count = node.appendChild(document.createElement('div'));
  const showCount = async (): Promise<void> => {
    const api = await scheduler.api();
    const answer = await api.runs(task.id, { limit: 100, status: 'FAILURE' });
    count.textContent = answer.ok ? `${answer.value.length} of its newest runs failed` : answer.failure.message;
  };
  void showCount();
  return {
    update: () => void showCount(),
    dispose: () => {
      save();
      node.replaceChildren();
    }
  };
}

export default plugin;
