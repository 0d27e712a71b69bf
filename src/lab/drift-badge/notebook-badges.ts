import type { Cell } from '@jupyterlab/cells';
import type { INotebookModel, NotebookPanel } from '@jupyterlab/notebook';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { INotebookFollowing, INotebookTasksFollower } from '../../client/notebook-tasks-follower';
import type { ITimers } from '../../client/timers';
import { judgeDrift, type RegisteredCell } from '../../core/drift/judge-drift';
import { createRememberingReader } from '../../core/notebook/code-reader';
import { languageOf } from '../register-task/notebook/notebook-language';
import type { NotebookTasks } from '../../protocol/notebook-tasks';
import { badgeOf, type Badge } from './badge';
import { BadgeList, type BadgeListParts } from './badge-list';
import { LiveCells } from './live-cells';

/** Milliseconds without a change after which the cells are judged. */
const TYPING_PAUSE = 250;

/** A last line of this many characters may reach under a badge: the cell then gets room for it. */
const LONG_LINE = 44;

export type NotebookBadgesParts = BadgeListParts & {
  readonly panel: NotebookPanel;
  readonly follower: INotebookTasksFollower;
  readonly timers: ITimers;
  readonly trans: TranslationBundle;
  /** Absolute path of the notebook on the scheduler’s machine, as it is called now. */
  readonly path: () => string;
};

/** The badges of one notebook. They are kept up with between `resume` and `pause`, stay as they are else, and go with `hide`. */
export class NotebookBadges {
  private readonly cells = new LiveCells(() => this.judgeSoon());
  private readonly reader = createRememberingReader();
  private readonly lists = new Map<Cell, BadgeList>();
  private registered: ReadonlyMap<Cell, readonly RegisteredCell[]> = new Map();
  private following: INotebookFollowing | null = null;
  /** What {@link registered} was judged by. */
  private known: NotebookTasks | null = null;
  private readonly cellsChanged = (): void => this.judgeSoon();
  private cancelJudging = (): void => undefined;

  constructor(private readonly parts: NotebookBadgesParts) {
    parts.panel.content.model?.cells.changed.connect(this.cellsChanged);
  }

  resume(): void {
    this.following ??= this.parts.follower.follow(this.parts.path(), () => this.learn());
  }

  pause(): void {
    this.cancelJudging();
    this.following?.end();
    this.following = null;
  }

  hide(): void {
    this.pause();
    this.known = null;
    this.registered = new Map();
    this.draw();
  }

  /** Files of the checkout may have changed. */
  ask(): void {
    this.following?.ask();
  }

  badgesOf(cell: Cell): readonly Badge[] {
    return this.registered.get(cell)?.map(each => this.badgeOf(each)) ?? [];
  }

  dispose(): void {
    this.pause();
    this.parts.panel.content.model?.cells.changed.disconnect(this.cellsChanged);
    this.lists.forEach(list => list.node.remove());
    this.lists.clear();
  }

  private judgeSoon(): void {
    this.cancelJudging();
    if ((this.following?.known?.tasks ?? []).length > 0) {
      this.cancelJudging = this.parts.timers.after(TYPING_PAUSE, () => this.judge());
    }
  }

  /** What is known of the notebook is new, or of its tasks. */
  private learn(): void {
    if (this.known === this.following?.known) {
      this.draw();
    } else {
      this.known = this.following?.known ?? null;
      this.judge();
    }
  }

  private judge(): void {
    const { model } = this.parts.panel.content;
    const known = this.following?.known ?? null;
    if (model !== null && known !== null) {
      this.registered = known.tasks.length === 0 ? new Map() : this.find(model, known);
      this.draw();
    }
  }

  private find(model: INotebookModel, known: NotebookTasks): ReadonlyMap<Cell, readonly RegisteredCell[]> {
    const notebook = this.cells.notebook(model.cells, languageOf(model.metadata));
    const registered = judgeDrift(notebook, known, this.reader);
    this.reader.endRound();
    return byCell(registered, this.parts.panel.content.widgets);
  }

  private draw(): void {
    for (const [cell, list] of this.lists) {
      if (!this.registered.has(cell)) {
        list.node.remove();
        cell.removeClass('jp-peach-mod-roomForBadge');
        this.lists.delete(cell);
      }
    }
    for (const [cell, registered] of this.registered) {
      // It may be gone since it was judged.
      if (!cell.isDisposed) {
        this.listOf(cell).show(registered.map(each => this.badgeOf(each)));
        cell.toggleClass('jp-peach-mod-roomForBadge', lastLine(cell).length > LONG_LINE);
      }
    }
  }

  private badgeOf(registered: RegisteredCell): Badge {
    const task = this.following?.task(registered.task) ?? null;
    return badgeOf(registered, { task, branch: this.known?.branch ?? 'master' }, this.parts.trans);
  }

  private listOf(cell: Cell): BadgeList {
    const known = this.lists.get(cell);
    if (known !== undefined) {
      return known;
    }
    const list = new BadgeList(this.parts);
    this.lists.set(cell, list);
    // A cell that was never in view has no input area yet.
    void cell.ready.then(() => {
      if (this.lists.get(cell) === list) {
        cell.inputArea?.node.append(list.node);
      }
    });
    return list;
  }
}

function byCell(registered: readonly RegisteredCell[], widgets: readonly Cell[]): ReadonlyMap<Cell, readonly RegisteredCell[]> {
  const found = new Map<Cell, readonly RegisteredCell[]>();
  for (const one of registered) {
    const cell = widgets[one.cell - 1];
    if (cell !== undefined) {
      found.set(cell, [...(found.get(cell) ?? []), one]);
    }
  }
  return found;
}

function lastLine(cell: Cell): string {
  const source = cell.model.sharedModel.getSource();
  return source.slice(source.lastIndexOf('\n') + 1);
}
