import { afterEach, beforeEach, expect, it } from 'vitest';
import { fakeOrganisation, fakeRun, fakeTask, runId, taskId } from '../test-support/fake-data';
import { startTestApi, type TestApi } from '../test-support/test-api';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi();
  const organisation = fakeOrganisation('debr');
  const share = { task: taskId(1), name: 'train', duration: 3, share: 0.75, done: true };
  const loop = { ...organisation.loop, lap: 7, queue: 2, oldest_due: '2026-03-02T12:00:00.000Z', shares: [share], paused: true };
  api.scheduler.organisations = [{ ...organisation, loop, counts: { SUCCESS: 1, NEVER: 4 } }, fakeOrganisation('sesr')];
  api.scheduler.tasks = [fakeTask(1, { name: 'train "a\\b"' })];
});

afterEach(() => api.close());

async function lines(): Promise<readonly string[]> {
  const answer = await api.fetch('/metrics');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/plain; version=0.0.4; charset=utf-8']);
  return (await answer.text()).split('\n');
}

it('tells of loops, their queues and their tasks’ shares', async () => {
  api.scheduler.loops = [{ name: 'debr', lap: 7, standing_still: true }];

  expect(await lines()).toEqual(
    expect.arrayContaining([
      'peach_info{version="1.2.3"} 1',
      '# TYPE peach_loop_laps gauge',
      'peach_loop_laps{loop="debr"} 7',
      'peach_loop_last_lap_seconds{loop="debr"} 90',
      'peach_loop_paused{loop="debr"} 1',
      'peach_loop_paused{loop="sesr"} 0',
      'peach_loop_queue{loop="debr"} 2',
      expect.stringMatching(/^peach_loop_oldest_due_seconds\{loop="debr"\} \d+/),
      'peach_loop_standing_still{loop="debr"} 1',
      'peach_loop_standing_still{loop="sesr"} 0',
      'peach_loop_task_share{loop="debr",task="train"} 0.75',
      'peach_tasks{organisation="debr",status="NEVER"} 4'
    ])
  );
  expect((await lines()).filter(line => line.startsWith('peach_loop_oldest_due_seconds{'))).toHaveLength(1);
});

it('tells of the loop that all share, with whose tasks they are', async () => {
  const { loop } = fakeOrganisation('metadata');
  api.scheduler.sharedLoop = { ...loop, queue: 1, shares: [{ task: taskId(1), name: 'debr/train', duration: 3, share: 1, done: true }] };

  expect(await lines()).toEqual(
    expect.arrayContaining(['peach_loop_queue{loop="metadata"} 1', 'peach_loop_task_share{loop="metadata",task="debr/train"} 1'])
  );
});

it('counts runs, and puts their durations into a histogram', async () => {
  api.scheduler.runs = [1, 2, 3].map(number => fakeRun(number, { status: 'RUNNING', ended_at: null, cpu_seconds: 1.5 }));
  api.scheduler.endRun(runId(1), 'SUCCESS');
  api.scheduler.endRun(runId(2), 'SUCCESS');
  api.scheduler.runs = api.scheduler.runs.map(run => ({ ...run, ended_at: '2026-03-02T12:00:00.000Z' }));

  const found = await lines();

  expect(found).toEqual(
    expect.arrayContaining([
      '# TYPE peach_run_duration_seconds histogram',
      'peach_run_duration_seconds_bucket{le="60",organisation="debr",status="SUCCESS"} 0',
      'peach_run_duration_seconds_bucket{le="300",organisation="debr",status="SUCCESS"} 2',
      'peach_run_duration_seconds_sum{organisation="debr",status="SUCCESS"} 144',
      'peach_run_cpu_seconds_total{organisation="debr",status="SUCCESS"} 3',
      '# TYPE peach_task_runs_total counter',
      'peach_task_runs_total{organisation="debr",task="train \\"a\\\\b\\"",outcome="success"} 2'
    ])
  );
  expect(await lines()).toEqual(expect.arrayContaining(found.filter(line => line.includes('runs_total'))));
});
