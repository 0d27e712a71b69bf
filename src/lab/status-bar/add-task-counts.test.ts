// @vitest-environment jsdom
import { DisposableDelegate } from '@lumino/disposable';
import { Widget } from '@lumino/widgets';
import { fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, expect, it, vi } from 'vitest';
import type { IConnection } from '../../client/connection';
import type { ConnectionState } from '../../client/connection-state';
import { createStore } from '../../client/create-store';
import { sampleOrganisation } from '../../client/test-support/samples';
import type { TopicEvent } from '../../client/topic-event';
import { nullTranslator } from '@jupyterlab/translation';
import { parseTasksSettings } from '../tasks/tasks-settings';
import { addTaskCounts } from './add-task-counts';

// Lumino asks for it while it is loaded, and jsdom has none.
vi.hoisted(() => Object.assign(globalThis, { DragEvent: class extends MouseEvent {} }));

afterEach(() => document.body.replaceChildren());

it('registers one item, connects once Lab is there, opens Tasks information, and goes where a person does not want it', async () => {
  let hear: (event: TopicEvent) => void = () => undefined;
  const state = createStore<ConnectionState>({ kind: 'live' });
  const subscribe = (_topic: unknown, listener: (event: TopicEvent) => void) => {
    hear = listener;
    return () => undefined;
  };
  const connection = vi.fn(() => Promise.resolve({ state, subscribe } as unknown as IConnection));
  const open = vi.fn();
  const restored = Promise.withResolvers<undefined>();
  const items: string[] = [];
  const shown = createStore(true);
  const active: boolean[] = [];
  addTaskCounts({
    app: { restored: restored.promise },
    scheduler: { connection, status: () => Promise.reject(new Error('not asked')) },
    shown,
    settings: createStore(parseTasksSettings({})),
    trans: nullTranslator.load('peach_lab'),
    statusBar: {
      registerStatusItem: (id, { item, isActive, activeStateChanged }) => {
        items.push(id);
        activeStateChanged?.connect(() => active.push(isActive?.() ?? true));
        Widget.attach(item, document.body);
        return new DisposableDelegate(() => undefined);
      }
    },
    open
  });
  expect(items).toEqual(['peach-lab:task-counts']);
  await import('./mount-task-counts');
  expect(connection).not.toHaveBeenCalled();

  restored.resolve(undefined);
  await waitFor(() => expect(connection).toHaveBeenCalledTimes(1));
  const organisations = [{ ...sampleOrganisation('debr'), counts: { FAILURE: 1 } }];
  await waitFor(() => {
    hear({ kind: 'snapshot', data: { kind: 'organisations', organisations, repositories: [] } });
    fireEvent.click(screen.getByRole('button', { name: 'Tasks: 1 failed' }));
  });

  expect(open).toHaveBeenCalledTimes(1);
  shown.set(false);
  shown.set(true);
  expect(active).toEqual([false, true]);
});
