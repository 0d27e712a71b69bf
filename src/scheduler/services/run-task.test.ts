import { expect, it } from 'vitest';
import { createActiveRuns } from './active-runs';
import { runTask, type RunTaskPorts, type TurnRequest } from './run-task';

it('lets the turn pass while the tasks of the repository wait, because nobody knows what its head says', async () => {
  const served = { sync: () => Promise.resolve(), repository: {}, head: { branch: 'master', commit: {} }, held: 'it is still being read' };
  // All that is asked before anything is done.
  const ports = {
    active: createActiveRuns(),
    ids: { newRunId: () => 'run' },
    repositories: { find: () => served }
  } as unknown as RunTaskPorts;
  const request = { task: { repository: '/srv/work', key: 'debr/a' }, waiting: null, justRead: false } as unknown as TurnRequest;

  expect(await runTask(ports, request)).toBe('passed');
});
