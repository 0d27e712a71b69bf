import { describe, expect, it, vi } from 'vitest';
import type { NotebookTasks } from '../protocol/notebook-tasks';
import { formatTopic, type Topic } from '../protocol/events';
import type { Answer } from './answer';
import { createNotebookTasksFollower } from './notebook-tasks-follower';
import { sampleRepository, sampleTask } from './test-support/samples';
import type { TopicEvent } from './topic-event';

const URL = sampleRepository.url;

function answerOf(changes: Partial<NotebookTasks> = {}): NotebookTasks {
  const task = { organisation: 'debr', name: sampleTask(1).name, method: 'm', cells: 'entry' as const, on_master: true, runs: [] };
  return { repository: URL, branch: 'master', commit: sampleRepository.commit, sources: [], tasks: [task], ...changes };
}

/** A follower with a scheduler that is played by the test. */
function play(first: NotebookTasks | null) {
  let next = first;
  const listeners = new Map<string, (event: TopicEvent) => void>();
  const notebookTasks = vi.fn<(path: string) => Promise<Answer<NotebookTasks>>>(() =>
    Promise.resolve(
      next === null ? { ok: false, failure: { code: 'unreachable', message: 'nobody', details: null } } : { ok: true, value: next }
    )
  );
  const follower = createNotebookTasksFollower({
    api: { notebookTasks },
    connection: {
      subscribe: (topic: Topic, listener) => {
        listeners.set(formatTopic(topic), listener);
        return () => listeners.delete(formatTopic(topic));
      }
    }
  });
  const changed = vi.fn();
  const settle = async (): Promise<void> => {
    for (let round = 0; round < 10; round += 1) {
      await Promise.resolve();
    }
  };
  return {
    follower,
    changed,
    notebookTasks,
    topics: () => [...listeners.keys()],
    settle,
    answers: (answer: NotebookTasks | null) => {
      next = answer;
    },
    tell: async (topic: string, event: TopicEvent) => {
      listeners.get(topic)?.(event);
      await settle();
    }
  };
}

const repositories = (...commits: readonly (string | null)[]): TopicEvent => ({
  kind: 'snapshot',
  data: { kind: 'organisations', organisations: [], repositories: commits.map(commit => ({ ...sampleRepository, commit })) }
});

describe('a follower of notebooks', () => {
  it('asks once for a notebook and follows the organisations of its tasks', async () => {
    const { follower, changed, notebookTasks, topics, settle, tell } = play(answerOf());
    const following = follower.follow('/r/a.ipynb', changed);
    await settle();
    await tell('organisations', repositories(sampleRepository.commit));

    expect(notebookTasks.mock.calls).toEqual([['/r/a.ipynb']]);
    expect(topics()).toEqual(['organisations', 'tasks:debr']);
    expect(changed).toHaveBeenCalledTimes(1);

    await tell('tasks:debr', { kind: 'snapshot', data: { kind: 'tasks', organisation: null, tasks: [sampleTask(1)] } });
    expect(changed).toHaveBeenCalledTimes(2);
    expect(following.task(sampleTask(1))?.id).toBe(sampleTask(1).id);
  });

  it('asks again once for each commit on master', async () => {
    const { follower, changed, notebookTasks, settle, tell, answers } = play(answerOf());
    follower.follow('/r/a.ipynb', changed);
    await settle();
    await tell('organisations', repositories(sampleRepository.commit));
    answers(answerOf({ commit: 'next' }));
    await tell('organisations', {
      kind: 'change',
      data: { kind: 'repository', repository: { ...sampleRepository, commit: 'next' } }
    });
    await tell('organisations', repositories('next'));
    expect(notebookTasks).toHaveBeenCalledTimes(2);

    // The answer may be of another commit still, and is not asked for without an end.
    await tell('organisations', repositories('later'));
    await tell('organisations', repositories('later'));
    expect(notebookTasks).toHaveBeenCalledTimes(3);
  });

  it('asks again when a scheduler that was away is there, and when other repositories are served', async () => {
    const { follower, changed, notebookTasks, settle, tell, answers } = play(null);
    follower.follow('/r/a.ipynb', changed);
    await settle();
    expect(changed).not.toHaveBeenCalled();
    answers(answerOf({ repository: null, commit: null, tasks: [] }));
    await tell('organisations', repositories());
    const asked = notebookTasks.mock.calls.length;
    await tell('organisations', repositories());
    expect(notebookTasks).toHaveBeenCalledTimes(asked);

    answers(answerOf());
    await tell('organisations', repositories(sampleRepository.commit));
    expect(notebookTasks).toHaveBeenCalledTimes(asked + 1);
  });

  it('asks after an answer what was asked for meanwhile, together', async () => {
    const { follower, changed, notebookTasks, settle } = play(answerOf());
    const following = follower.follow('/r/a.ipynb', changed);
    following.ask();
    following.ask();
    await settle();
    expect(notebookTasks).toHaveBeenCalledTimes(2);
  });

  it('follows nothing for nobody', async () => {
    const { follower, changed, topics, settle, notebookTasks } = play(answerOf());
    const following = follower.follow('/r/a.ipynb', changed);
    following.end();
    await settle();
    following.ask();

    expect(topics()).toEqual([]);
    expect(changed).not.toHaveBeenCalled();
    expect(notebookTasks).toHaveBeenCalledTimes(1);
  });
});
