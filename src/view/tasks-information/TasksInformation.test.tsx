// @vitest-environment jsdom
import { act, cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  SAMPLE_NOW,
  SAMPLE_REPOSITORY,
  sampleOrganisation,
  sampleRepository,
  sampleRun,
  sampleRunId,
  sampleRunningRun,
  sampleTask,
  sampleTaskId
} from '../../client/test-support/samples';
import { shownLog } from '../logs/test-support/shown-log';
import type { ShownLog, TasksInformationState } from './shown-state';
import { TasksInformation } from './TasksInformation';
import type { TasksInformationActions } from './tasks-information-actions';

let width = 1250;

beforeEach(() => {
  width = 1250;
  vi.stubGlobal(
    'ResizeObserver',
    class {
      observe = vi.fn();
      unobserve = vi.fn();
      disconnect = vi.fn();
    }
  );
  vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockImplementation(() => ({ width, height: 400 }) as DOMRect);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(400);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(1250);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function logOf(...texts: readonly string[]): ShownLog {
  return shownLog(texts, { time: SAMPLE_NOW });
}

const failed = sampleTask(1, { name: 'train_model', last_run: sampleRun(100, { status: 'FAILURE', reason: 'KeyError: x' }) });
const running = sampleTask(2, { name: 'related', state: 'RUNNING', last_run: sampleRunningRun(2), expected_duration: 88 });
const problem = { file: 'peach.conf/debr.yaml', line: 41, column: 15, message: 'unknown executor “sprak”', hint: 'did you mean spark?' };
const invalid = sampleTask(3, { name: 'dedupe', invalid: true, problems: [problem] });

const listed: TasksInformationState = {
  connection: { kind: 'live' },
  scheduler: null,
  organisations: [sampleOrganisation('debr'), sampleOrganisation('sesr')],
  repositories: [sampleRepository],
  organisation: sampleOrganisation('debr'),
  tasks: [failed, running, invalid],
  task: null,
  runs: null,
  history: 'complete',
  run: null,
  only: null,
  logs: [],
  failure: null
};

const runs = [sampleRunningRun(9, { task: running.id }), sampleRun(8, { task: running.id, status: 'TIMED_OUT', duration: 600 })];
const selected: TasksInformationState = {
  ...listed,
  task: running,
  runs,
  logs: [
    { run: runs[1]!, log: logOf('old line') },
    { run: runs[0]!, log: logOf('\u001b[34mINFO\u001b[0m ready', '<b>no markup</b>') }
  ]
};

function actionsOf() {
  return {
    selectOrganisation: vi.fn(),
    selectTask: vi.fn(),
    selectRun: vi.fn(),
    showBelow: vi.fn(),
    showAll: vi.fn(),
    loadLog: vi.fn(),
    loadOlder: vi.fn(),
    runNow: vi.fn(),
    stop: vi.fn(),
    setTaskPaused: vi.fn(),
    setLoopPaused: vi.fn(),
    readLog: vi.fn<TasksInformationActions['readLog']>(),
    needLines: vi.fn(),
    searchLog: vi.fn<TasksInformationActions['searchLog']>(),
    retryNow: vi.fn(),
    dismissFailure: vi.fn(),
    openFile: vi.fn(),
    openGuide: vi.fn(),
    openInMainArea: vi.fn(),
    startScheduler: vi.fn(),
    logIn: vi.fn(),
    openDoctor: vi.fn()
  } satisfies TasksInformationActions;
}

const clock = (): number => SAMPLE_NOW;
const loadPlotly = () => new Promise<never>(() => undefined);

function show(state: TasksInformationState, changes: Partial<TasksInformationActions> = {}) {
  const actions = actionsOf();
  const element = (shown: TasksInformationState) => (
    <TasksInformation state={shown} actions={{ ...actions, ...changes }} clock={clock} timeZone="UTC" loadPlotly={loadPlotly} />
  );
  const { rerender } = render(element(state));
  return { actions, change: (next: TasksInformationState) => rerender(element(next)) };
}

const tasksTable = () => screen.getByRole('grid', { name: 'Tasks of debr' });
const taskRow = (name: string) => within(tasksTable()).getByRole('row', { name: new RegExp(`^${name}`) });

describe('the list of tasks', () => {
  it('has name, state, last status with its reason, start and duration', () => {
    show(listed);
    const cells = within(taskRow('train_model')).getAllByRole('cell');
    expect(cells.slice(0, 5).map(cell => cell.textContent)).toEqual([
      'train_model',
      'PENDING',
      'FailureKeyError: x',
      '13:57:52',
      '1 min 28 s'
    ]);
  });

  it('shows how far a running task is, and when it should end', () => {
    show(listed);
    expect(within(taskRow('related')).getByRole('progressbar').getAttribute('aria-valuenow')).toBe('82');
    expect(taskRow('related').textContent).toContain('≈ 14:05:22');
  });

  it('shows a problem with its place, which opens the editor there', () => {
    const { actions } = show(listed);
    fireEvent.click(screen.getByRole('button', { name: 'peach.conf/debr.yaml:41:15' }));
    expect(actions.openFile).toHaveBeenCalledWith({ repository: SAMPLE_REPOSITORY, file: problem.file, line: 41, column: 15 });
    expect(screen.getByText('Did you mean spark?')).toBeTruthy();
  });

  it('is searched and filtered, and says what hides everything', () => {
    show(listed);
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search tasks' }), { target: { value: 'rel' } });
    expect(within(tasksTable()).queryByText('train_model')).toBeNull();
    expect(screen.getByText('1 of 3 tasks')).toBeTruthy();
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search tasks' }), { target: { value: 'publicatoins' } });
    fireEvent.change(screen.getByRole('combobox', { name: 'Filter by status' }), { target: { value: 'FAILURE' } });
    expect(screen.getByText('No task matches “publicatoins”')).toBeTruthy();
    expect(screen.getByText(/3 tasks are hidden by the search and the filter/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Clear search and filter' }));
    expect(within(tasksTable()).getAllByRole('row')).toHaveLength(1 + 3 + 1);
  });

  it('is sorted by a click on the head of a column', () => {
    show(listed);
    fireEvent.click(screen.getByRole('button', { name: 'Task' }));
    const [, first] = within(tasksTable()).getAllByRole('row');
    expect(first?.textContent).toMatch(/^dedupe/);
    expect(screen.getByRole('columnheader', { name: /^Task/ }).getAttribute('aria-sort')).toBe('ascending');
  });

  it('is one tab stop, moved by the arrow keys, which select', () => {
    const { actions } = show(listed);
    const stops = within(tasksTable())
      .getAllByRole('row')
      .filter(row => row.tabIndex === 0);
    expect(stops).toEqual([taskRow('train_model')]);
    taskRow('train_model').focus();
    fireEvent.keyDown(taskRow('train_model'), { key: 'ArrowDown' });
    expect(document.activeElement).toBe(taskRow('related'));
    expect(actions.selectTask).toHaveBeenCalledWith(running.id);
    fireEvent.keyDown(taskRow('related'), { key: 'End' });
    expect(document.activeElement).toBe(taskRow('dedupe'));
  });

  it('is sorted by the keyboard too: Up leads into the heads, Down back', () => {
    show(listed);
    taskRow('train_model').focus();
    fireEvent.keyDown(taskRow('train_model'), { key: 'ArrowUp' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Task' }));
    fireEvent.keyDown(document.activeElement!, { key: 'End' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Next due' }));
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowLeft' });
    fireEvent.click(document.activeElement!);
    expect(screen.getByRole('columnheader', { name: /^Expected end/ }).getAttribute('aria-sort')).toBe('ascending');
    expect(screen.getByRole('columnheader', { name: 'Task' }).getAttribute('aria-sort')).toBe('none');
    fireEvent.keyDown(document.activeElement!, { key: 'ArrowDown' });
    expect(document.activeElement).toBe(taskRow('related'));
  });

  it('has only the rows in the page that can be seen, of a thousand tasks', () => {
    show({ ...listed, tasks: Array.from({ length: 1000 }, (_, place) => sampleTask(place + 1)) });
    expect(tasksTable().getAttribute('aria-rowcount')).toBe('1001');
    expect(within(tasksTable()).getAllByRole('row').length).toBeLessThan(100);
  });

  it('is remembered as it was searched, filtered and sorted', () => {
    const memory = { read: vi.fn<() => string | null>(() => null), save: vi.fn<(text: string) => void>() };
    const panel = () => <TasksInformation state={listed} actions={actionsOf()} clock={clock} timeZone="UTC" memory={memory} />;
    const { unmount } = render(panel());
    fireEvent.change(screen.getByRole('searchbox', { name: 'Search tasks' }), { target: { value: 'e' } });
    fireEvent.click(screen.getByRole('button', { name: 'Task' }));
    unmount();
    memory.read.mockReturnValue(memory.save.mock.lastCall?.[0] ?? null);
    render(panel());
    expect(screen.getByRole<HTMLInputElement>('searchbox', { name: 'Search tasks' }).value).toBe('e');
    expect(within(tasksTable()).getAllByRole('row')[1]?.textContent).toMatch(/^dedupe/);
  });

  it('runs a task from its row, and says why another can’t be', () => {
    const { actions } = show(listed);
    fireEvent.click(within(taskRow('train_model')).getByRole('button', { name: 'Run now', hidden: true }));
    const refused = within(taskRow('related')).getByRole('button', { name: 'Run now', hidden: true });
    fireEvent.click(refused);
    expect(actions.runNow.mock.calls).toEqual([[failed.id]]);
    expect(refused.title).toBe('Run now: it is running');
  });

  it('has two lines a task where it is narrow', () => {
    width = 300;
    show(listed);
    expect(taskRow('Failure').textContent).toBe('Failuretrain_modelPENDINGFailure · 13:57:52 · KeyError: x');
    expect(within(tasksTable()).queryByRole('columnheader')).toBeNull();
    expect(screen.getByRole('button', { name: 'Open in the main area' })).toBeTruthy();
  });
});

describe('the organisation', () => {
  it('is chosen from a list', () => {
    const { actions } = show(listed);
    fireEvent.change(screen.getByRole('combobox', { name: 'Organisation' }), { target: { value: 'sesr' } });
    expect(actions.selectOrganisation).toHaveBeenCalledWith('sesr');
  });

  it('has its loop, its lap and the share of each task', () => {
    const { actions } = show(listed);
    expect(screen.getByText('Loop running, lap 412')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'task_1: 1 min, 25% of the lap' }));
    expect(actions.selectTask).toHaveBeenCalledWith(sampleTaskId(1));
  });

  it('says that its environment could not be built', () => {
    const environment = { hash: null, state: 'failed' as const, reason: 'No solution found', built_at: '2026-11-19T10:05:00.000Z' };
    show({ ...listed, organisation: sampleOrganisation('debr', { environment }) });
    expect(screen.getByText(/The environment of debr could not be built. The last good one, of Thu 10:05:00, stays in use./)).toBeTruthy();
    expect(screen.getByText('No solution found')).toBeTruthy();
  });

  it('shows problems of its files that belong to no task', () => {
    show({ ...listed, organisation: sampleOrganisation('debr', { problems: [{ ...problem, file: 'peach.yaml', line: 1, column: 1 }] }) });
    expect(screen.getByRole('button', { name: 'peach.yaml:1:1' })).toBeTruthy();
  });
});

describe('the chosen task', () => {
  it('has its executions', () => {
    show(selected);
    const rows = within(screen.getByRole('grid', { name: 'Executions of related' })).getAllByRole('row');
    const cells = within(rows[2]!).getAllByRole('cell');
    expect(cells.map(cell => cell.textContent)).toEqual(['4f1c2ab Use cached embeddings', '13:57:52', 'Timed out', '10 min', 'Show below']);
    expect(cells[0]?.title).toBe('Use cached embeddings, Ann Author');
  });

  it('shows the log of one execution, and leads back', () => {
    const { actions, change } = show(selected);
    fireEvent.click(screen.getAllByRole('button', { name: 'Show below' })[1]!);
    expect(actions.showBelow).toHaveBeenCalledWith(sampleRunId(8));
    change({ ...selected, run: sampleRunId(8), only: sampleRunId(8), logs: selected.logs.slice(0, 1) });
    expect(screen.getByRole('button', { name: 'This execution' }).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: 'All executions' }));
    expect(actions.showAll).toHaveBeenCalled();
  });

  it('asks before it stops, and stops the execution that runs', () => {
    const { actions } = show(selected);
    fireEvent.click(screen.getByRole('button', { name: 'Stop' }));
    const question = screen.getByRole('alertdialog', { name: 'Stop related' });
    expect(question.textContent).toContain('that began 14:03:54 and has run 1 min 12 s?');
    expect(actions.stop).not.toHaveBeenCalled();
    fireEvent.click(within(question).getByRole('button', { name: 'Stop execution' }));
    expect(actions.stop).toHaveBeenCalledWith(sampleRunId(2));
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('is paused and resumed, as its loop is', () => {
    const { actions, change } = show(selected);
    const header = () => within(screen.getByRole('heading', { level: 2, name: 'related' }).parentElement!);
    fireEvent.click(header().getByRole('button', { name: 'Pause' }));
    expect(actions.setTaskPaused).toHaveBeenLastCalledWith(running.id, true);
    fireEvent.click(screen.getByRole('button', { name: 'Pause loop' }));
    expect(actions.setLoopPaused).toHaveBeenLastCalledWith('debr', true);

    const paused = { ...running, paused: true, paused_by: 'loop' as const };
    const organisation = sampleOrganisation('debr');
    const loop = { ...organisation.loop, paused: true };
    change({ ...selected, tasks: [failed, paused, invalid], task: paused, organisation: { ...organisation, loop } });
    expect(within(taskRow('related')).getByTitle(/^Its loop is paused/).textContent).toBe('paused');
    fireEvent.click(header().getByRole('button', { name: 'Resume' }));
    expect(actions.setTaskPaused).toHaveBeenLastCalledWith(running.id, false);
    fireEvent.click(screen.getByRole('button', { name: 'Resume loop' }));
    expect(actions.setLoopPaused).toHaveBeenLastCalledWith('debr', false);
  });

  it('that has not run says when it will', () => {
    const fresh = sampleTask(4, { name: 'popularity_index', last_run: null, last_ended_run: null });
    const { actions } = show({ ...listed, tasks: [fresh], task: fresh, runs: [] });
    expect(screen.getByText('popularity_index has not run yet')).toBeTruthy();
    expect(screen.getByText('It is on master and joins the next lap, expected ≈ 14:07.')).toBeTruthy();
    const buttons = screen.getAllByRole('button', { name: 'Run now' });
    fireEvent.click(buttons.at(-1)!);
    expect(actions.runNow).toHaveBeenCalledWith(fresh.id);
  });

  it('that has a schedule and has not run says when it is due', () => {
    const fresh = sampleTask(4, {
      last_run: null,
      last_ended_run: null,
      trigger: { kind: 'schedule', loop: 'debr', schedule: ['0 6 * * *'], timezone: null },
      next_due: '2026-11-21T06:00:00Z'
    });
    show({ ...listed, tasks: [fresh], task: fresh, runs: [] });
    expect(screen.getByText('It is on master and runs by its schedule, next due tomorrow 06:00.')).toBeTruthy();
  });

  it('that is invalid says what is wrong and what goes on', () => {
    show({ ...listed, task: invalid, runs });
    expect(screen.getByText('dedupe keeps its history and is not run. The other tasks go on.')).toBeTruthy();
  });

  it('that needs Spark where there is none says what to do', () => {
    const run = sampleRun(1, {
      status: 'FAILURE',
      executor: 'spark',
      started_at: null,
      environment: null,
      reason: 'Spark is missing: set `executor: python`.'
    });
    const spark = sampleTask(5, { name: 'train_model', executor: 'spark', last_run: run });
    show({ ...listed, tasks: [spark], task: spark, runs: [run] });
    expect(screen.getByText('train_model failed: Spark is missing')).toBeTruthy();
    expect(screen.getByText('executor: python').tagName).toBe('CODE');
  });
});

describe('the keys of the panel', () => {
  it('run, ask to stop, search, and leave', () => {
    const { actions } = show({ ...selected, task: failed, only: sampleRunId(8) });
    const row = taskRow('train_model');
    fireEvent.keyDown(row, { key: 'r' });
    fireEvent.keyDown(row, { key: 'p' });
    fireEvent.keyDown(row, { key: '/' });
    expect(actions.runNow).toHaveBeenCalledWith(failed.id);
    expect(actions.setTaskPaused).toHaveBeenCalledWith(failed.id, true);
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search tasks' }));
    fireEvent.keyDown(row, { key: 'Escape' });
    expect(actions.showAll).toHaveBeenCalled();
  });

  it('ask before they stop, and Esc keeps it running', () => {
    show(selected);
    fireEvent.keyDown(taskRow('related'), { key: 's' });
    fireEvent.keyDown(screen.getByRole('button', { name: 'Stop execution' }), { key: 'Escape' });
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('go on working after the question, for the focus goes back to where it was', () => {
    show(selected);
    taskRow('related').focus();
    fireEvent.keyDown(taskRow('related'), { key: 's' });
    expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Stop execution' }));
    fireEvent.click(screen.getByRole('button', { name: 'Keep it running' }));
    expect(document.activeElement).toBe(taskRow('related'));
  });

  it('go on working when what had the focus is gone', async () => {
    const { change } = show({ ...listed, failure: 'debr/related is running' });
    screen.getByRole('button', { name: 'Dismiss' }).focus();
    change(listed);
    await waitFor(() => expect(document.activeElement).not.toBe(document.body));
    fireEvent.keyDown(document.activeElement!, { key: '/' });
    expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search tasks' }));
  });

  it('are text in a field, and Lab’s with a modifier', () => {
    const { actions } = show({ ...selected, task: failed });
    fireEvent.keyDown(screen.getByRole('searchbox', { name: 'Search tasks' }), { key: 'r' });
    fireEvent.keyDown(taskRow('train_model'), { key: 'r', ctrlKey: true });
    expect(actions.runNow).not.toHaveBeenCalled();
  });

  it('go from a task to its logs with Enter', () => {
    show(selected);
    fireEvent.keyDown(taskRow('related'), { key: 'Enter' });
    expect(document.activeElement).toBe(screen.getByRole('log', { name: 'Logs of related' }));
  });
});

describe('what is said when there is nothing, or no connection', () => {
  it('no task', () => {
    const { actions } = show({ ...listed, tasks: [] });
    expect(screen.getByText('No tasks in debr yet')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Open the guide' }));
    expect(actions.openGuide).toHaveBeenCalled();
  });

  it('loading, after 300 ms', () => {
    vi.useFakeTimers();
    show({ ...listed, tasks: null });
    expect(screen.queryByText('Loading tasks of debr…')).toBeNull();
    act(() => void vi.advanceTimersByTime(300));
    expect(screen.getByText('Loading tasks of debr…')).toBeTruthy();
  });

  it('starting, after 300 ms', () => {
    vi.useFakeTimers();
    show({ ...listed, connection: { kind: 'connecting' }, organisations: null });
    act(() => void vi.advanceTimersByTime(300));
    expect(screen.getByText('Starting the scheduler…')).toBeTruthy();
  });

  it('scheduler not running', () => {
    const scheduler = { state: 'stopped' as const, reason: 'It ended (exit code 1).' };
    const { actions } = show({ ...listed, connection: { kind: 'connecting' }, scheduler, organisations: null });
    expect(screen.getByText('The scheduler is not running')).toBeTruthy();
    expect(screen.getByText('It ended (exit code 1).')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Start scheduler' }));
    expect(actions.startScheduler).toHaveBeenCalled();
    fireEvent.click(screen.getByRole('button', { name: 'Doctor' }));
    expect(actions.openDoctor).toHaveBeenCalledTimes(1);
  });

  it('reconnecting, over the last state', () => {
    show({ ...listed, connection: { kind: 'reconnecting', since: SAMPLE_NOW } });
    expect(screen.getByText('Reconnecting… State of 14:05:06. Tasks go on.')).toBeTruthy();
    expect(taskRow('train_model')).toBeTruthy();
  });

  it('disconnected, with the next attempt', () => {
    const connection = { kind: 'disconnected', since: SAMPLE_NOW - 40_000, nextAttempt: SAMPLE_NOW + 12_000 } as const;
    const { actions } = show({ ...listed, connection });
    expect(screen.getByText(/No connection since 14:04:26\. The Jupyter server does not answer\. .*Next attempt in 12 s\./)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(actions.retryNow).toHaveBeenCalled();
    // In the bar, and beside the reason.
    screen.getAllByRole('button', { name: 'Doctor' }).forEach(button => fireEvent.click(button));
    expect(actions.openDoctor).toHaveBeenCalledTimes(2);
  });

  it('logged out, with the way back in', () => {
    const { actions } = show({ ...listed, connection: { kind: 'logged_out', since: SAMPLE_NOW - 40_000 } });
    expect(screen.getByText('You are no longer logged in to this Jupyter server. State of 14:04:26. Tasks go on.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Log in' }));
    expect(actions.logIn).toHaveBeenCalledTimes(1);
    fireEvent.click(screen.getByRole('button', { name: 'Try again' }));
    expect(actions.retryNow).toHaveBeenCalledTimes(1);
  });

  it('not allowed, in the words of the Jupyter server', () => {
    const scheduler = { state: 'refused', reason: 'this Jupyter server does not allow you to read peach_lab' } as const;
    show({ ...listed, connection: { kind: 'reconnecting', since: SAMPLE_NOW }, scheduler });
    expect(screen.getByText(/^This Jupyter server does not allow you to read peach_lab\. State of 14:05:06\./)).toBeTruthy();
  });

  it('without a connection no elapsed time goes on', () => {
    const elapsed = () =>
      within(taskRow('related'))
        .getAllByRole('cell')
        .map(cell => cell.textContent);
    const live = show({ ...listed, connection: { kind: 'live' } });
    const before = elapsed();
    live.change({ ...listed, connection: { kind: 'disconnected', since: SAMPLE_NOW - 20_000, nextAttempt: null } });
    expect(elapsed()).not.toEqual(before);
    expect(document.querySelector('.jp-peach-mod-disconnected')).not.toBeNull();
  });

  it('no Doctor where it can’t be opened', () => {
    show({ ...listed, connection: { kind: 'disconnected', since: SAMPLE_NOW, nextAttempt: null } }, { openDoctor: null });
    expect(screen.queryByRole('button', { name: 'Doctor' })).toBeNull();
  });

  it('no Doctor in the sidebar while all is well', () => {
    width = 300;
    show(listed);
    expect(screen.queryByRole('button', { name: 'Doctor' })).toBeNull();
  });

  it('an act that was refused', () => {
    const { actions } = show({ ...listed, failure: 'debr/related is running' });
    expect(screen.getByRole('alert').textContent).toBe('debr/related is running');
    fireEvent.click(screen.getByRole('button', { name: 'Dismiss' }));
    expect(actions.dismissFailure).toHaveBeenCalled();
  });
});

describe('a change of status', () => {
  it('is read out, and nothing else is', () => {
    const { change } = show(listed);
    const live = screen.getByRole('status', { name: 'Changes of status' });
    expect(live.textContent).toBe('');
    change({ ...listed, tasks: [failed, sampleTask(2, { name: 'related' }), invalid] });
    expect(live.textContent).toBe('related: Success');
  });
});
