import { expect, it } from 'vitest';
import { fakeTrial, runId } from '../test-support/fake-data';
import { FakeScheduler } from '../test-support/fake-scheduler';
import { OrganisationsView } from './organisations-view';
import { TaskView } from './task-view';
import { TasksView } from './tasks-view';
import { TrialView } from './trial-view';

const trial = fakeTrial('fresh');
const { id, task, organisation } = trial.run;
const changed = { kind: 'trial', run: id, organisation } as const;

it('tells of its own trial, and that it is gone', () => {
  const scheduler = new FakeScheduler();
  const view = new TrialView(scheduler.services.queries, id);
  expect(view.snapshot()).toEqual({ kind: 'trial', trial: null });

  scheduler.trials = [trial];

  expect(view.note(changed)).toBe(true);
  expect(view.changes()).toEqual([{ kind: 'trial', trial }]);
  expect(view.note({ ...changed, run: runId(1) })).toBe(false);
  expect(view.note({ kind: 'run', run: id, task, organisation })).toBe(false);
  scheduler.trials = [];
  expect(view.changes()).toBeNull();
});

it('is told in no list', () => {
  const { queries } = new FakeScheduler().services;

  const views = [new OrganisationsView(queries), new TasksView(queries, organisation), new TaskView(queries, task)];

  expect(views.map(view => view.note(changed))).toEqual([false, false, false]);
});
