// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import { createStore } from '../../client/create-store';
import { sampleTask } from '../../client/test-support/samples';
import { TaskPanels, TaskPanelsContext, type IShownTaskPanel } from './TaskPanels';

afterEach(cleanup);

function panelNamed(id: string) {
  const update = vi.fn();
  const dispose = vi.fn();
  const mount = vi.fn<IShownTaskPanel['mount']>((node, task) => {
    node.textContent = `${id} of ${task.name}`;
    return { update, dispose };
  });
  return { panel: { id, title: `Title of ${id}`, mount }, mount, update, dispose };
}

function show(...panels: readonly IShownTaskPanel[]) {
  const store = createStore(panels);
  const element = (task: ReturnType<typeof sampleTask>) => (
    <TaskPanelsContext.Provider value={store}>
      <TaskPanels task={task} />
    </TaskPanelsContext.Provider>
  );
  const { rerender, unmount } = render(element(sampleTask(1, { name: 'train' })));
  return { store, unmount, change: (task: ReturnType<typeof sampleTask>) => rerender(element(task)) };
}

it('shows each panel under its title, and tells it what changes of its task', () => {
  const { panel, mount, update } = panelNamed('notes');
  const { change } = show(panel);
  expect(screen.getByText('Title of notes')).toBeTruthy();
  expect(screen.getByText('notes of train')).toBeTruthy();

  const paused = sampleTask(1, { name: 'train', paused: true });
  change(paused);
  expect(mount).toHaveBeenCalledTimes(1);
  expect(update).toHaveBeenLastCalledWith(paused);
});

it('makes a panel anew for another task, and ends it with the page', () => {
  const { panel, mount, dispose } = panelNamed('notes');
  const { change, unmount } = show(panel);
  change(sampleTask(2, { name: 'other' }));
  expect(mount).toHaveBeenCalledTimes(2);
  expect(dispose).toHaveBeenCalledTimes(1);
  unmount();
  expect(dispose).toHaveBeenCalledTimes(2);
});

it('shows a panel that is added later, and takes it away when it is removed', () => {
  const { panel, dispose } = panelNamed('notes');
  const { store } = show();
  act(() => store.set([panel]));
  expect(screen.getByText('notes of train')).toBeTruthy();
  act(() => store.set([]));
  expect(dispose).toHaveBeenCalledTimes(1);
});

it('says why a panel can not be shown, and goes on with the others', () => {
  const mount = () => {
    throw new Error('no notes here');
  };
  show({ id: 'broken', title: 'Broken', mount }, panelNamed('notes').panel);
  expect(screen.getByText('This can not be shown: Error: no notes here')).toBeTruthy();
  expect(screen.getByText('notes of train')).toBeTruthy();
});
