// @vitest-environment jsdom
import type { JupyterFrontEnd } from '@jupyterlab/application';
import { Widget } from '@lumino/widgets';
import { screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { COMMAND_IDS } from '../command-ids';
import type { ISchedulerClient } from '../tokens';
import { doctorPlugin } from './doctor-plugin';

// Lab asks for them while it is loaded, and jsdom has none.
vi.hoisted(() =>
  Object.assign(globalThis, {
    DragEvent: class extends MouseEvent {},
    requestIdleCallback: (callback: () => void) => setTimeout(callback),
    matchMedia: () => ({ matches: false, addListener: () => undefined, removeListener: () => undefined })
  })
);

afterEach(() => document.body.replaceChildren());

/** The plugin in a shell that shows what is added to it. */
function activate(place: 'lab' | 'notebook') {
  const added: Widget[] = [];
  const executes = new Map<string, () => void>();
  const commands = { addCommand: (id: string, { execute }: { readonly execute: () => void }) => void executes.set(id, execute) };
  const shell = {
    add: (widget: Widget) => {
      added.push(widget);
      Widget.attach(widget, document.body);
    },
    activateById: vi.fn()
  };
  const palette = { addItem: vi.fn() };
  const check = { name: 'git', half: 'scheduler', state: 'ok', found: '2.39.5', remedy: null } as const;
  const examine = vi.fn<ISchedulerClient['examine']>(() => Promise.resolve({ ok: true, value: { checks: [check] } }));
  const app = { commands, shell } as unknown as JupyterFrontEnd;
  void doctorPlugin.activate(app, { examine }, place === 'lab' ? shell : null, null, palette, null, null);
  return { added, executes, shell, palette, examine };
}

describe('doctorPlugin', () => {
  it('opens one panel, which looks when it is first seen', async () => {
    const { added, executes, shell, palette, examine } = activate('lab');
    expect(palette.addItem).toHaveBeenCalledWith({ command: COMMAND_IDS.openDoctor, category: 'PEACH Lab' });
    expect(examine).not.toHaveBeenCalled();

    executes.get(COMMAND_IDS.openDoctor)?.();
    expect(await screen.findByText('2.39.5')).toBeTruthy();
    executes.get(COMMAND_IDS.openDoctor)?.();

    expect(added.map(({ title }) => title.label)).toEqual(['Doctor']);
    expect(shell.activateById).toHaveBeenCalledTimes(2);
    expect(examine).toHaveBeenCalledTimes(1);
    added[0]?.dispose();
  });

  it('is not there in Notebook 7, which has no such main area', () => {
    const { executes, palette } = activate('notebook');
    expect(executes.size).toBe(0);
    expect(palette.addItem).not.toHaveBeenCalled();
  });
});
