import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { IApiClient } from './api-client';
import { createConnection, type IConnection } from './connection';
import {
  createTasksInformationModel,
  type ISelectionPreference,
  type ITasksInformationModel,
  type TasksInformationOptions
} from './tasks-information-model';
import { LOG_BLOCK_BYTES } from '../protocol/log-lines';
import type { SchedulerStatus } from './tasks-information-state';
import { FakeScheduler } from './test-support/fake-scheduler';
import { FakeTimers } from './test-support/fake-timers';
import { sampleOrganisation, sampleRun, sampleRunId, sampleRunningRun, sampleTask, sampleTaskId } from './test-support/samples';

let scheduler: FakeScheduler;
let timers: FakeTimers;
let model: ITasksInformationModel;
let preference: { [K in keyof ISelectionPreference]: ReturnType<typeof vi.fn<ISelectionPreference[K]>> };
let api: { [K in keyof TasksInformationOptions['api']]: ReturnType<typeof vi.fn<IApiClient[K]>> };
let connection: IConnection;
let schedulerStatus: ReturnType<typeof vi.fn<() => Promise<SchedulerStatus>>>;

beforeEach(() => {
  scheduler = new FakeScheduler();
  timers = new FakeTimers();
  preference = {
    organisation: vi.fn(() => null),
    saveOrganisation: vi.fn(),
    task: vi.fn(() => null),
    saveTask: vi.fn(),
    run: vi.fn(() => null),
    saveRun: vi.fn()
  };
  api = {
    runNow: vi.fn(),
    stop: vi.fn(),
    pauseTask: vi.fn(),
    pauseLoop: vi.fn(),
    log: vi.fn(),
    history: vi.fn(),
    run: vi.fn(),
    logLines: vi.fn(),
    logTimes: vi.fn(),
    searchLog: vi.fn()
  };
  api.logLines.mockResolvedValue({ ok: true, value: { size: 0, block_bytes: LOG_BLOCK_BYTES, lines: [], begins: true, gap: null } });
  api.history.mockResolvedValue({ ok: true, value: [] });
  schedulerStatus = vi.fn(() => Promise.resolve({ state: 'running', reason: null } as const));
});

function start(choosesTask = false): void {
  const isLoggedOut = () => Promise.resolve(false);
  connection = createConnection({ open: scheduler.open, timers, jitter: () => 1, report: problem => expect.fail(problem), isLoggedOut });
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
  model = createTasksInformationModel({ connection, api, timers, preference, choosesTask, schedulerStatus, decode });
  scheduler.socket.accept();
}

function sayOrganisations(...names: readonly string[]): void {
  const { socket } = scheduler;
  const organisations = names.map(name => sampleOrganisation(name));
  socket.say({
    type: 'snapshot',
    subscription: socket.subscription('organisations'),
    number: 0,
    data: { kind: 'organisations', organisations, repositories: [] }
  });
}

function sayTasks(organisation: string): void {
  const { socket } = scheduler;
  const subscription = socket.subscription(`tasks:${organisation}`);
  const data = { kind: 'tasks', organisation: sampleOrganisation(organisation), tasks: [sampleTask(1), sampleTask(2)] } as const;
  socket.say({ type: 'snapshot', subscription, number: 0, data });
}

function sayRuns(...runs: readonly ReturnType<typeof sampleRun>[]): void {
  const { socket } = scheduler;
  const subscription = socket.subscription(`task:${sampleTaskId(1)}`);
  socket.say({ type: 'snapshot', subscription, number: 0, data: { kind: 'task', task: sampleTask(1), runs } });
}

function topics(): readonly string[] {
  return [...scheduler.socket.topics.values()].toSorted();
}

describe('the organisation', () => {
  it('is the first where none is remembered', () => {
    start();
    sayOrganisations('debr', 'sesr');
    expect(model.state.getSnapshot().organisation?.codops).toBe('debr');
    expect(topics()).toEqual(['organisations', 'tasks:debr']);
  });

  it('is the remembered one where it is still there', () => {
    preference.organisation.mockReturnValue('sesr');
    start();
    sayOrganisations('debr', 'sesr');
    expect(model.state.getSnapshot().organisation?.codops).toBe('sesr');
  });

  it('is remembered when a person chooses it, and its tasks are followed instead', () => {
    start();
    sayOrganisations('debr', 'sesr');
    model.actions.selectOrganisation('sesr');
    expect(preference.saveOrganisation).toHaveBeenCalledWith('sesr');
    expect(topics()).toEqual(['organisations', 'tasks:sesr']);
  });

  it('gives way to another when it goes', () => {
    start();
    sayOrganisations('debr', 'sesr');
    sayOrganisations('sesr');
    expect(model.state.getSnapshot().organisation?.codops).toBe('sesr');
  });
});

describe('where a task is chosen by itself', () => {
  const shownTask = () => model.state.getSnapshot().task?.name;

  it('is the first where none is remembered', () => {
    start(true);
    sayOrganisations('debr');
    sayTasks('debr');
    expect(shownTask()).toBe('task_1');
    expect(topics()).toContain(`task:${sampleTaskId(1)}`);
    expect(preference.saveTask).not.toHaveBeenCalled();
  });

  it('is the one that is remembered for this organisation', () => {
    preference.task.mockImplementation(codops => (codops === 'sesr' ? sampleTaskId(2) : null));
    start(true);
    sayOrganisations('debr', 'sesr');
    sayTasks('debr');
    expect(shownTask()).toBe('task_1');
    model.actions.selectOrganisation('sesr');
    sayTasks('sesr');
    expect(shownTask()).toBe('task_2');
  });

  it('is the first again when the remembered one is gone', () => {
    preference.task.mockReturnValue(sampleTaskId(7));
    start(true);
    sayOrganisations('debr');
    sayTasks('debr');
    expect(shownTask()).toBe('task_1');
  });

  it('is the one that is remembered even where there is no room for any other', () => {
    preference.task.mockReturnValue(sampleTaskId(2));
    start(false);
    sayOrganisations('debr');
    sayTasks('debr');
    expect(shownTask()).toBe('task_2');
  });

  it('has the execution that was chosen last, if it is one of its own', () => {
    preference.run.mockReturnValue({ task: sampleTaskId(1), run: sampleRunId(7), only: false });
    start(true);
    sayOrganisations('debr');
    sayTasks('debr');
    expect(model.state.getSnapshot()).toMatchObject({ task: { name: 'task_1' }, run: sampleRunId(7), only: null });
    model.actions.selectTask(sampleTaskId(2));
    expect(model.state.getSnapshot().run).toBeNull();
  });

  it('never takes the place of the one that a person chose', () => {
    start(true);
    sayOrganisations('debr');
    sayTasks('debr');
    model.actions.selectTask(sampleTaskId(2));
    sayTasks('debr');
    expect(shownTask()).toBe('task_2');
    expect(preference.saveTask).toHaveBeenCalledWith('debr', sampleTaskId(2));
  });
});

describe('a task', () => {
  beforeEach(() => {
    start();
    sayOrganisations('debr');
    sayTasks('debr');
    model.actions.selectTask(sampleTaskId(1));
  });

  it('is shown at once from the list, its runs when they have come', () => {
    expect(model.state.getSnapshot()).toMatchObject({ task: { name: 'task_1' }, runs: null });
    sayRuns(sampleRun(1));
    expect(model.state.getSnapshot().runs).toEqual([sampleRun(1)]);
  });

  it('has the logs of its runs, oldest first', async () => {
    sayRuns(sampleRunningRun(2), sampleRun(1));
    await vi.waitFor(() => expect(topics()).toContain(`log:${sampleRunId(2)}@0`));
    scheduler.socket.sayLog(scheduler.socket.subscription(`log:${sampleRunId(2)}@0`), 0, 'hello\n');
    const { logs } = model.state.getSnapshot();
    expect(logs.map(section => section.run.id)).toEqual([sampleRunId(1), sampleRunId(2)]);
    expect(logs[1]?.log?.lines.line(0)?.text).toBe('hello');
  });

  it('is not chosen by itself where there is no room for it', () => {
    model.dispose();
    start(false);
    sayOrganisations('debr');
    sayTasks('debr');
    expect(model.state.getSnapshot().task).toBeNull();
  });

  it('says of a log that the scheduler does not have that it can’t be shown', () => {
    sayRuns(sampleRun(1));
    const { socket } = scheduler;
    const subscription = socket.subscription(`log:${sampleRunId(1)}@0`);
    socket.say({ type: 'snapshot', subscription, number: 0, data: { kind: 'log', run: null } });
    expect(model.state.getSnapshot().logs[0]?.log).toMatchObject({
      state: 'refused',
      refusal: 'The scheduler does not have this execution any more.'
    });
  });

  it('shows one log only, and all again', () => {
    sayRuns(sampleRunningRun(2), sampleRun(1));
    model.actions.showBelow(sampleRunId(1));
    expect(topics()).toContain(`log:${sampleRunId(1)}@0`);
    expect(topics()).not.toContain(`log:${sampleRunId(2)}@0`);
    expect(model.state.getSnapshot().logs).toHaveLength(1);
    model.actions.showAll();
    expect(model.state.getSnapshot()).toMatchObject({ only: null, run: sampleRunId(1) });
    expect(model.state.getSnapshot().logs).toHaveLength(2);
  });

  it('follows the log of a run that begins', async () => {
    sayRuns(sampleRun(1));
    const { socket } = scheduler;
    const subscription = socket.subscription(`task:${sampleTaskId(1)}`);
    socket.say({ type: 'change', subscription, number: 1, data: { kind: 'run', run: sampleRunningRun(2) } });
    await vi.waitFor(() => expect(topics()).toContain(`log:${sampleRunId(2)}@0`));
  });

  it('loads an older log when it is asked to', () => {
    const runs = Array.from({ length: 25 }, (_, place) => sampleRun(100 - place));
    sayRuns(...runs);
    expect(model.state.getSnapshot().logs[0]?.log).toBeNull();
    model.actions.loadLog(sampleRunId(76));
    expect(model.state.getSnapshot().logs[0]?.log?.state).toBe('loading');
  });

  it('begins near the end of a long log', () => {
    sayRuns(sampleRun(1, { log_bytes: 20 * 1024 * 1024 }));
    expect(topics()).toContain(`log:${sampleRunId(1)}@${20 * 1024 * 1024 - 8 * LOG_BLOCK_BYTES}`);
    expect(api.logLines).toHaveBeenCalledWith(sampleRunId(1), 20 * 1024 * 1024 - 8 * LOG_BLOCK_BYTES);
  });

  it('has the runs that are older than those it is followed with too', async () => {
    api.history.mockResolvedValue({ ok: true, value: [sampleRun(3), sampleRun(2)] });
    sayRuns(sampleRunningRun(5), sampleRun(4));
    expect(model.state.getSnapshot()).toMatchObject({ history: 'loading' });
    expect(api.history).toHaveBeenCalledWith(sampleTaskId(1), { limit: 1000, before: sampleRunId(4) });
    await vi.waitFor(() => expect(model.state.getSnapshot().history).toBe('complete'));
    expect(model.state.getSnapshot().runs?.map(run => run.id)).toEqual([5, 4, 3, 2].map(sampleRunId));
    model.actions.selectTask(sampleTaskId(2));
    expect(model.state.getSnapshot()).toMatchObject({ runs: null, history: 'complete' });
  });

  it('says that older runs could not be loaded, and tries again when it is asked to', async () => {
    api.history.mockResolvedValueOnce({ ok: false, failure: { code: 'unreachable', message: 'nobody answers', details: null } });
    sayRuns(sampleRun(4));
    await vi.waitFor(() => expect(model.state.getSnapshot().history).toBe('failed'));
    expect(model.state.getSnapshot().runs).toHaveLength(1);
    model.actions.loadOlder();
    await vi.waitFor(() => expect(model.state.getSnapshot().history).toBe('complete'));
  });

  it('asks for a run whose log is shown alone and that is an older one', async () => {
    api.run.mockResolvedValue({ ok: true, value: sampleRun(2, { log_bytes: 7 }) });
    sayRuns(sampleRun(4));
    model.actions.showBelow(sampleRunId(2));
    expect(model.state.getSnapshot().logs).toEqual([]);
    await vi.waitFor(() => expect(topics()).toContain(`log:${sampleRunId(2)}@0`));
    expect(model.state.getSnapshot().logs.map(section => section.run.log_bytes)).toEqual([7]);
    expect(preference.saveRun).toHaveBeenLastCalledWith({ task: sampleTaskId(1), run: sampleRunId(2), only: true });
    model.actions.showAll();
    expect(topics()).not.toContain(`log:${sampleRunId(2)}@0`);
    expect(preference.saveRun).toHaveBeenLastCalledWith({ task: sampleTaskId(1), run: sampleRunId(2), only: false });
  });

  it('shows all logs where the run that was to be shown alone is gone', async () => {
    api.run.mockResolvedValue({ ok: false, failure: { code: 'not_found', message: 'no run', details: null } });
    sayRuns(sampleRun(4));
    model.actions.showBelow(sampleRunId(2));
    await vi.waitFor(() => expect(model.state.getSnapshot()).toMatchObject({ only: null, failure: 'no run' }));
    expect(model.state.getSnapshot().logs).toHaveLength(1);
  });

  it('is left with everything that belongs to it', () => {
    sayRuns(sampleRun(1));
    model.actions.selectTask(sampleTaskId(2));
    expect(model.state.getSnapshot()).toMatchObject({ task: { name: 'task_2' }, runs: null, logs: [] });
    expect(topics()).toEqual(['organisations', `task:${sampleTaskId(2)}`, 'tasks:debr']);
  });

  it('keeps what was known when the connection is lost', () => {
    sayRuns(sampleRun(1));
    scheduler.socket.break();
    const state = model.state.getSnapshot();
    expect(state.connection.kind).toBe('reconnecting');
    expect(state.runs).toHaveLength(1);
    expect(state.tasks).toHaveLength(2);
  });
});

describe('an act', () => {
  it('pauses and resumes, and says why a loop stays paused', async () => {
    api.pauseTask.mockResolvedValue({ ok: true, value: sampleTask(1) });
    api.pauseLoop.mockResolvedValue({ ok: true, value: { paused: true } });
    start();
    model.actions.setTaskPaused(sampleTaskId(1), true);
    model.actions.setLoopPaused('debr', true);
    await vi.waitFor(() => expect(api.pauseLoop).toHaveBeenCalledWith('debr', true));
    expect(api.pauseTask).toHaveBeenCalledWith(sampleTaskId(1), true);
    expect(model.state.getSnapshot().failure).toBeNull();

    model.actions.setLoopPaused('debr', false);

    await vi.waitFor(() => expect(model.state.getSnapshot().failure).toMatch(/^Everything is paused/));
  });

  it('changes nothing by itself', () => {
    api.runNow.mockResolvedValue({ ok: true, value: sampleRunningRun(2) });
    start();
    sayOrganisations('debr');
    sayTasks('debr');
    const before = model.state.getSnapshot();
    model.actions.runNow(sampleTaskId(1));
    expect(api.runNow).toHaveBeenCalledWith(sampleTaskId(1));
    expect(model.state.getSnapshot()).toEqual(before);
  });

  it('that is refused says why, until it is dismissed', async () => {
    api.stop.mockResolvedValue({ ok: false, failure: { code: 'run_ended', message: 'it has ended', details: null } });
    start();
    model.actions.stop(sampleRunId(1));
    await vi.waitFor(() => expect(model.state.getSnapshot().failure).toBe('it has ended'));
    model.actions.dismissFailure();
    expect(model.state.getSnapshot().failure).toBeNull();
  });
});

describe('the scheduler', () => {
  it('is asked about while there is no connection', async () => {
    schedulerStatus.mockResolvedValue({ state: 'stopped', reason: 'It ended.' });
    start();
    timers.advance(0);
    await vi.waitFor(() => expect(model.state.getSnapshot().scheduler).toEqual({ state: 'stopped', reason: 'It ended.' }));
    timers.advance(2000);
    expect(schedulerStatus).toHaveBeenCalledTimes(2);
  });

  it('is not known when the Jupyter server does not answer', async () => {
    schedulerStatus.mockRejectedValue(new Error('gone'));
    start();
    timers.advance(0);
    await vi.waitFor(() => expect(schedulerStatus).toHaveBeenCalled());
    expect(model.state.getSnapshot().scheduler).toBeNull();
  });

  it('is not asked about while the connection is live', () => {
    start();
    sayOrganisations('debr');
    timers.advance(10_000);
    expect(schedulerStatus).not.toHaveBeenCalled();
  });
});

describe('a model that is disposed', () => {
  it('leaves all its topics, and no timer of its own', () => {
    start();
    sayOrganisations('debr');
    model.actions.selectTask(sampleTaskId(1));
    sayRuns(sampleRun(1));
    model.dispose();
    expect(topics()).toEqual([]);
    connection.close();
    expect(timers.pending).toBe(0);
  });
});
