import { describe, expect, it } from 'vitest';
import { NOTHING_KNOWN, type ClientState } from './client-state';
import { reduce, type ClientEvent } from './reduce';
import { sampleOrganisation, sampleRepository, sampleRun, sampleRunId, sampleTask, sampleTaskId } from './test-support/samples';

const organisations = { kind: 'organisations' } as const;
const tasks = { kind: 'tasks', organisation: 'debr' } as const;
const task = { kind: 'task', task: sampleTaskId(1) } as const;

const known: ClientState = [
  {
    kind: 'snapshot',
    topic: organisations,
    data: {
      kind: 'organisations',
      organisations: [sampleOrganisation('debr'), sampleOrganisation('sesr')],
      repositories: [sampleRepository]
    }
  },
  { kind: 'snapshot', topic: tasks, data: { kind: 'tasks', organisation: sampleOrganisation(), tasks: [sampleTask(1), sampleTask(2)] } },
  { kind: 'snapshot', topic: task, data: { kind: 'task', task: sampleTask(1), runs: [sampleRun(9), sampleRun(5)] } }
].reduce((state, event) => reduce(state, event as ClientEvent), NOTHING_KNOWN);

describe('reduce', () => {
  it('replaces an organisation in its place', () => {
    const changed = sampleOrganisation('debr', { counts: { FAILURE: 1 } });
    const state = reduce(known, { kind: 'change', topic: organisations, data: { kind: 'organisation', organisation: changed } });
    expect(state.organisations?.organisations.map(one => [one.codops, one.counts])).toEqual([
      ['debr', { FAILURE: 1 }],
      ['sesr', { SUCCESS: 2 }]
    ]);
  });

  it('adds a repository, and takes it away', () => {
    const added = reduce(known, {
      kind: 'change',
      topic: organisations,
      data: { kind: 'repository', repository: { ...sampleRepository, url: 'https://example.org/x.git' } }
    });
    const removed = reduce(added, { kind: 'change', topic: organisations, data: { kind: 'repository_gone', url: sampleRepository.url } });
    expect(removed.organisations?.repositories.map(one => one.url)).toEqual(['https://example.org/x.git']);
  });

  it('changes a repository, and takes it away, in the organisations that have it too', () => {
    const changed = { ...sampleRepository, version: 'abcdef0' };
    const told = reduce(known, { kind: 'change', topic: organisations, data: { kind: 'repository', repository: changed } });
    expect(told.organisations?.organisations.map(one => one.repositories)).toEqual([[changed], [changed]]);
    const other = { ...sampleRepository, url: 'https://example.org/x.git' };
    const untouched = reduce(known, { kind: 'change', topic: organisations, data: { kind: 'repository', repository: other } });
    expect(untouched.organisations?.organisations).toEqual(known.organisations?.organisations);
    const gone = reduce(known, { kind: 'change', topic: organisations, data: { kind: 'repository_gone', url: sampleRepository.url } });
    expect(gone.organisations?.organisations.map(one => one.repositories)).toEqual([[], []]);
  });

  it('replaces a task and leaves the others as they are', () => {
    const changed = sampleTask(2, { paused: true });
    const state = reduce(known, { kind: 'change', topic: tasks, data: { kind: 'task', task: changed } });
    expect(state.tasks.get('debr')?.tasks[1]).toBe(changed);
    expect(state.tasks.get('debr')?.tasks[0]).toBe(known.tasks.get('debr')?.tasks[0]);
  });

  it('puts a run where its time is, newest first', () => {
    const withNew = reduce(known, { kind: 'change', topic: task, data: { kind: 'run', run: sampleRun(10) } });
    const withOld = reduce(withNew, { kind: 'change', topic: task, data: { kind: 'run', run: sampleRun(7) } });
    expect(withOld.task.get(task.task)?.runs.map(run => run.id)).toEqual([10, 9, 7, 5].map(sampleRunId));
  });

  it('applies a change twice with the same result', () => {
    const event: ClientEvent = { kind: 'change', topic: task, data: { kind: 'run', run: sampleRun(9, { status: 'LOST' }) } };
    const once = reduce(known, event);
    expect(reduce(once, event)).toEqual(once);
    expect(once.task.get(task.task)?.runs).toHaveLength(2);
  });

  it('replaces everything of a topic by a second snapshot', () => {
    const state = reduce(known, { kind: 'snapshot', topic: tasks, data: { kind: 'tasks', organisation: null, tasks: [] } });
    expect(state.tasks.get('debr')).toEqual({ organisation: null, tasks: [] });
  });

  it('forgets a topic that is left, and no other', () => {
    const state = reduce(known, { kind: 'left', topic: task });
    expect(state.task.size).toBe(0);
    expect(state.tasks).toBe(known.tasks);
  });

  it('ignores a change of a topic without its snapshot', () => {
    const event: ClientEvent = { kind: 'change', topic: tasks, data: { kind: 'task', task: sampleTask(1) } };
    expect(reduce(NOTHING_KNOWN, event)).toBe(NOTHING_KNOWN);
  });

  it('never changes the state it was given', () => {
    const before = structuredClone(known);
    reduce(known, { kind: 'change', topic: task, data: { kind: 'run', run: sampleRun(10) } });
    reduce(known, { kind: 'left', topic: organisations });
    expect(known).toEqual(before);
  });
});
