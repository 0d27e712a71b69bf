import type { SortKey } from './sort-tasks';

/** Below this the rows have two lines. Pixels of the panel, not of the window. */
export const COMPACT_BELOW = 480;

export type ColumnName = 'task' | 'state' | 'status' | 'start' | 'duration' | 'end' | 'due' | 'actions';

/** One column; `width` in pixels, null: the rest. */
export type TaskColumn = {
  readonly name: ColumnName;
  readonly title: string;
  readonly width: number | null;
  readonly align: 'left' | 'right';
  readonly sort: SortKey | null;
};

type Rule = TaskColumn & { readonly goneBelow: number };

const RULES: readonly Rule[] = [
  { name: 'task', title: 'Task', width: 224, align: 'left', sort: 'name', goneBelow: 0 },
  { name: 'state', title: 'State', width: 88, align: 'left', sort: 'state', goneBelow: 560 },
  { name: 'status', title: 'Last status', width: null, align: 'left', sort: 'status', goneBelow: 0 },
  { name: 'start', title: 'Start', width: 128, align: 'right', sort: 'start', goneBelow: 640 },
  { name: 'duration', title: 'Duration', width: 144, align: 'right', sort: 'duration', goneBelow: 480 },
  { name: 'end', title: 'Expected end', width: 112, align: 'right', sort: 'end', goneBelow: 720 },
  { name: 'due', title: 'Next due', width: 136, align: 'right', sort: 'due', goneBelow: 800 },
  { name: 'actions', title: '', width: 88, align: 'right', sort: null, goneBelow: 640 }
];

/** Where the reason beside a status, and the bar beside a running duration, still have room. */
const ROOMY = 960;
const NARROWEST_TASK = 144;
const NARROWEST_STATUS = 104;
const NARROW_DURATION = 88;
/** What a reason should have beside the word of its status. */
const REASON = 96;

/** The columns that a panel of this width has. The status is never squeezed: the task’s name is cut first, then the next column goes. */
export function taskColumns(panelWidth: number): readonly TaskColumn[] {
  let rules = RULES.filter(rule => panelWidth >= rule.goneBelow);
  while (roomForTask(panelWidth, rules) < NARROWEST_TASK && rules.some(isOptional)) {
    const first = Math.max(...rules.map(rule => rule.goneBelow));
    rules = rules.filter(rule => rule.goneBelow < first);
  }
  const room = Math.max(NARROWEST_TASK, roomForTask(panelWidth, rules) - (hasRoomForDetails(panelWidth) ? REASON : 0));
  return rules.map(({ name, title, width, align, sort }) => ({
    name,
    title,
    align,
    sort,
    width: name === 'task' && width !== null ? Math.min(width, room) : widthIn(panelWidth, name, width)
  }));
}

/** Whether there is room for the reason of a status and the bar of a running task. */
export function hasRoomForDetails(panelWidth: number): boolean {
  return panelWidth >= ROOMY;
}

/** Pixels that are left for the name of the task once every other column has its own. */
function roomForTask(panelWidth: number, rules: readonly Rule[]): number {
  const others = rules.filter(rule => rule.name !== 'task').map(rule => widthIn(panelWidth, rule.name, rule.width) ?? NARROWEST_STATUS);
  return panelWidth - others.reduce((sum, width) => sum + width, 0);
}

function isOptional(rule: Rule): boolean {
  return rule.goneBelow > COMPACT_BELOW;
}

function widthIn(panelWidth: number, name: ColumnName, width: number | null): number | null {
  return name === 'duration' && !hasRoomForDetails(panelWidth) ? NARROW_DURATION : width;
}
