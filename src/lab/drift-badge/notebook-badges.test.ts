// @vitest-environment jsdom
import type { NotebookPanel } from '@jupyterlab/notebook';
import { nullTranslator } from '@jupyterlab/translation';
import { Widget } from '@lumino/widgets';
import { describe, expect, it, vi } from 'vitest';
import type { INotebookFollowing } from '../../client/notebook-tasks-follower';
import { FakeTimers } from '../../client/test-support/fake-timers';
import type { NotebookTasks } from '../../protocol/notebook-tasks';
import { NotebookBadges } from './notebook-badges';

// Lumino asks for it while it is loaded, and jsdom has none.
vi.hoisted(() => Object.assign(globalThis, { DragEvent: class extends MouseEvent {} }));

const WORK = 'def work(): pass';
const KNOWN: NotebookTasks = {
  repository: '/r',
  branch: 'master',
  commit: 'c',
  sources: [WORK],
  tasks: [{ organisation: 'debr', name: 'work', method: 'work', cells: 'entry', on_master: true, runs: [0] }]
};

/** Calls who connected. */
class FakeSignal<T> {
  private readonly slots = new Set<(sender: unknown, args: T) => void>();

  connect(slot: (sender: unknown, args: T) => void): void {
    this.slots.add(slot);
  }

  emit(args: T): void {
    this.slots.forEach(slot => slot(this, args));
  }
}

class FakeCell extends Widget {
  readonly ready = Promise.resolve();
  readonly inputArea = new Widget();
  readonly changed = new FakeSignal<{ sourceChange?: unknown }>();
  readonly model = {
    type: 'code',
    sharedModel: { getSource: () => this.source, changed: this.changed },
    getMetadata: () => undefined
  };

  constructor(private source: string) {
    super();
  }

  write(source: string): void {
    this.source = source;
    this.changed.emit({ sourceChange: [{}] });
  }

  badges(): readonly string[] {
    return [...this.inputArea.node.querySelectorAll('button')].map(button => button.textContent);
  }
}

/** The badges of a notebook with these cells; `answer` tells what the scheduler knows. */
function open(...cells: FakeCell[]) {
  const widgets = [...cells];
  const list = {
    changed: new FakeSignal<null>(),
    [Symbol.iterator]: () => widgets.map(({ model }) => model)[Symbol.iterator]()
  };
  const panel = { content: { model: { cells: list, metadata: {} }, widgets } } as unknown as NotebookPanel;
  const timers = new FakeTimers();
  const following = { known: null as NotebookTasks | null, task: () => null, ask: vi.fn(), end: vi.fn() } satisfies INotebookFollowing;
  let changed = (): void => undefined;
  const follow = vi.fn((_path: string, listener: () => void) => {
    changed = listener;
    return following;
  });
  const badges = new NotebookBadges({
    panel,
    follower: { follow },
    timers,
    trans: nullTranslator.load('peach_lab'),
    path: () => '/r/a.ipynb',
    icon: () => document.createElement('svg'),
    open: () => undefined
  });
  const settle = (): Promise<void> => new Promise(resolve => queueMicrotask(resolve));
  return {
    badges,
    follow,
    following,
    timers,
    settle,
    answer: (known: NotebookTasks): Promise<void> => {
      following.known = known;
      changed();
      return settle();
    },
    move: (from: number, to: number): void => {
      widgets.splice(to, 0, ...widgets.splice(from, 1));
      list.changed.emit(null);
    },
    remove: (cell: FakeCell): void => {
      widgets.splice(widgets.indexOf(cell), 1);
      cell.dispose();
      list.changed.emit(null);
    }
  };
}

describe('NotebookBadges', () => {
  it('asks for nothing before the notebook is seen, and once then', () => {
    const { badges, follow } = open(new FakeCell(WORK));
    expect(follow).not.toHaveBeenCalled();
    badges.resume();
    badges.resume();
    expect(follow.mock.calls.map(([path]) => path)).toEqual(['/r/a.ipynb']);
  });

  it('changes when typing pauses, not at each key', async () => {
    const cell = new FakeCell(WORK);
    const { badges, answer, timers } = open(cell);
    badges.resume();
    await answer(KNOWN);
    expect(cell.badges()).toEqual(['work']);

    cell.write(`${WORK} #`);
    timers.advance(200);
    cell.write(`${WORK} # b`);
    timers.advance(200);
    expect(cell.badges()).toEqual(['work']);
    timers.advance(100);
    expect(cell.badges()).toEqual(['work · differs from master']);
    cell.write(WORK);
    timers.advance(300);
    expect(cell.badges()).toEqual(['work']);
  });

  it('does nothing while nobody sees it, and catches up then', async () => {
    const cell = new FakeCell(WORK);
    const { badges, answer, timers, following } = open(cell);
    badges.resume();
    await answer(KNOWN);
    badges.pause();
    expect(following.end).toHaveBeenCalled();
    cell.write('def work(): return 1');
    expect(timers.pending).toBe(0);
    following.known = null;
    badges.resume();
    expect(cell.badges()).toEqual(['work']);
    await answer({ ...KNOWN });
    expect(cell.badges()).toEqual(['work · differs from master']);
  });

  it('goes with its cell, and away with the function', async () => {
    const first = new FakeCell('x = 1');
    const second = new FakeCell(WORK);
    const { badges, answer, timers, move, remove } = open(first, second);
    badges.resume();
    await answer(KNOWN);
    move(1, 0);
    timers.advance(300);
    expect(second.badges()).toEqual(['work']);
    expect(first.badges()).toEqual([]);

    remove(second);
    first.write(WORK);
    timers.advance(300);
    await Promise.resolve();
    expect(first.badges()).toEqual(['work']);
    first.write('x = 2');
    timers.advance(300);
    expect(first.badges()).toEqual([]);
  });

  it('leaves cells alone where the notebook has no tasks', async () => {
    const cell = new FakeCell(WORK);
    const { badges, answer, timers, move } = open(cell);
    badges.resume();
    await answer({ ...KNOWN, repository: null, tasks: [] });
    cell.write('x');
    move(0, 0);
    expect(timers.pending).toBe(0);
    expect(cell.badges()).toEqual([]);
  });
});
