import { Writable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../../protocol/errors';
import { fakeRun, fakeTask, runId, taskId } from '../../api/test-support/fake-data';
import { startTestApi, TEST_TOKEN, type TestApi } from '../../api/test-support/test-api';
import { TestCli, type CliResult } from '../test-support/test-cli';

let api: TestApi;
let cli: TestCli;

beforeEach(async () => {
  api = await startTestApi();
  cli = new TestCli();
  cli.writeAddress(api.url, TEST_TOKEN);
  api.scheduler.tasks = [fakeTask(1, { name: 'train' })];
});

afterEach(async () => {
  await api.close();
  cli.remove();
});

/** Starts `peach run debr/train` and resolves when it follows. */
async function startRun(...options: string[]): Promise<{ readonly finished: Promise<CliResult> }> {
  const finished = cli.run('run', 'debr/train', ...options);
  await cli.stderr.until('queued');
  return { finished };
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) {
    await new Promise(resolve => setImmediate(resolve));
  }
}

describe('run', () => {
  it('prints the log as it comes, every byte of it, and how the run ended', async () => {
    const { finished } = await startRun();
    api.scheduler.logs.append(runId(1), 'epoch 1\n');
    await cli.stdout.until('epoch 1');
    api.scheduler.logs.append(runId(1), Buffer.from([0xff, 0x00, 0x1b, 0x0a]));
    api.scheduler.endRun(runId(1), 'SUCCESS');

    const { code, bytes, stderr } = await finished;

    expect(code).toBe(0);
    expect(bytes).toEqual(Buffer.concat([Buffer.from('epoch 1\n'), Buffer.from([0xff, 0x00, 0x1b, 0x0a])]));
    expect(stderr).toBe(`run ${runId(1)} of debr/train is queued\nSUCCESS after 1 min 12 s\n`);
    expect(api.scheduler.calls).toEqual([['runNow', taskId(1)]]);
  });

  it('gives arguments of its own: JSON, or else a text', async () => {
    const { finished } = await startRun('--arg', 'days=7', '--arg', 'name=ada=b', '--arg', 'list=[1,null]', '--arg', 'days=8');
    api.scheduler.endRun(runId(1), 'SUCCESS');
    await finished;

    expect(api.scheduler.calls).toEqual([['runNow', { task: taskId(1), args: { days: 8, name: 'ada=b', list: [1, null] } }]]);
    expect(await cli.run('run', 'debr/train', '--arg', 'days')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--arg days is no NAME=VALUE; write one such as --arg days=7') as string
    });
  });

  it.each([
    ['FAILURE', 1],
    ['KILLED', 1],
    ['LOST', 1],
    ['TIMED_OUT', 124]
  ] as const)('ends a run with %s by %i', async (status, code) => {
    const { finished } = await startRun();
    api.scheduler.endRun(runId(1), status, 'because');

    const result = await finished;

    expect(result.code).toBe(code);
    expect(result.stderr).toContain(`${status} after 1 min 12 s: because`);
  });

  it('prints the run alone as JSON', async () => {
    const { finished } = await startRun('--json');
    api.scheduler.logs.append(runId(1), 'epoch 1\n');
    api.scheduler.endRun(runId(1), 'SUCCESS');

    expect(JSON.parse((await finished).stdout)).toMatchObject({ id: runId(1), status: 'SUCCESS' });
  });

  it('stops following at Ctrl-C and says that the run goes on', async () => {
    const { finished } = await startRun();
    await until(() => api.scheduler.logs.following === 1);

    cli.interrupt.abort();

    const { code, stderr } = await finished;
    expect(code).toBe(130);
    expect(stderr).toContain(`no longer following run ${runId(1)}, which goes on`);
    expect(api.scheduler.calls.map(([name]) => name)).toEqual(['runNow']);
    await until(() => api.scheduler.logs.following === 0);
  });

  it('says why a task can not be run', async () => {
    api.scheduler.refusal = refuse('task_running', 'debr/train is running already');

    const result = await cli.run('run', 'debr/train');

    expect(result).toMatchObject({ code: 1, stderr: 'peach: debr/train is running already\n' });
  });

  it('goes on with the next scheduler where the first one is lost, with no byte missing or doubled', async () => {
    const { finished } = await startRun();
    api.scheduler.logs.append(runId(1), 'before\n');
    await cli.stdout.until('before');

    const next = await startTestApi();
    next.scheduler.runs = [fakeRun(1, { status: 'RUNNING' })];
    next.scheduler.logs.append(runId(1), 'before\nafter\n');
    cli.writeAddress(next.url, TEST_TOKEN);
    await api.close();
    await cli.stdout.until('after');
    next.scheduler.endRun(runId(1), 'SUCCESS');

    const { code, stdout } = await finished;
    expect(code).toBe(0);
    expect(stdout).toBe('before\nafter\n');
    await next.close();
  });
});

describe('logs', () => {
  beforeEach(() => {
    api.scheduler.runs = [fakeRun(1), fakeRun(2)];
    api.scheduler.logs.append(runId(1), 'old\n');
    api.scheduler.logs.append(runId(2), 'one\ntwo\nthree\n');
  });

  it('prints the bytes of a run unchanged', async () => {
    const bytes = Buffer.from(Array.from({ length: 600_000 }, (_, place) => place % 256));
    api.scheduler.logs.append(runId(1), bytes);

    const result = await cli.run('logs', runId(1));

    expect(result.code).toBe(0);
    expect(result.bytes.equals(Buffer.concat([Buffer.from('old\n'), bytes]))).toBe(true);
    expect(result.stderr).toBe('');
  });

  it.each(['debr/train', taskId(1)])('prints those of the newest run of the task %s', async name => {
    const result = await cli.run('logs', name);

    expect(result).toMatchObject({ code: 0, stdout: 'one\ntwo\nthree\n', stderr: `run ${runId(2)}\n` });
  });

  it('prints the last lines', async () => {
    expect((await cli.run('logs', '--tail', '1', runId(2))).stdout).toBe('three\n');
    expect((await cli.run('logs', '--tail=0', runId(2))).stdout).toBe('');
  });

  it.each([
    [['-f'], 'one\ntwo\nthree\nfour\n'],
    [['-f', '--tail', '1'], 'three\nfour\n']
  ])('follows with %j until the end', async (options, text) => {
    api.scheduler.runs = [fakeRun(2, { status: 'RUNNING' })];
    const finished = cli.run('logs', ...options, runId(2));
    await cli.stdout.until('three');
    api.scheduler.logs.append(runId(2), 'four\n');
    api.scheduler.endRun(runId(2), 'FAILURE');

    const result = await finished;

    expect(result).toMatchObject({ code: 0, stdout: text });
  });

  it.each([
    [[], true],
    [['-f'], true],
    [['--tail', '1'], false],
    [['-f', '--tail', '1'], false]
  ])('says with %j what was dropped: %j', async (options, said) => {
    api.scheduler.logs.append(runId(1), `${'x'.repeat(3000)}\ntail\n`);
    api.scheduler.logs.drop(runId(1), 5, 2053);

    const { code, stdout, stderr } = await cli.run('logs', ...options, runId(1));

    const remark = '… 2 KiB of this log were dropped here: it is over its limit of 1 KiB …';
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(said ? `old\nx\n${remark}\n${'x'.repeat(951)}\ntail\n` : 'tail\n');
  });

  it('goes on after dropped bytes where it was, with the next scheduler', async () => {
    api.scheduler.runs = [fakeRun(1, { status: 'RUNNING' })];
    api.scheduler.logs.append(runId(1), 'x'.repeat(3000));
    api.scheduler.logs.drop(runId(1), 0, 2996);
    const finished = cli.run('logs', '-f', runId(1));
    await cli.stdout.until('xxxx');

    const next = await startTestApi();
    next.scheduler.runs = [fakeRun(1, { status: 'RUNNING' })];
    next.scheduler.logs.append(runId(1), `old\n${'x'.repeat(3000)}after\n`);
    next.scheduler.logs.drop(runId(1), 0, 2996);
    cli.writeAddress(next.url, TEST_TOKEN);
    await api.close();
    await cli.stdout.until('after');
    next.scheduler.endRun(runId(1), 'SUCCESS');

    expect((await finished).stdout).toBe('… 2.9 KiB of this log were dropped here: it is over its limit of 1 KiB …\nxxxxxxxxafter\n');
    await next.close();
  });

  it('ends quietly when its reader goes in the middle', async () => {
    api.scheduler.runs = [fakeRun(2, { status: 'RUNNING' })];
    api.scheduler.logs.append(runId(2), Buffer.alloc(10_000_000, 'x'));
    for (const options of [[], ['-f']]) {
      const gone = new Writable({ write: (_piece, _encoding, done) => done(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' })) });
      expect(await cli.runInto(gone, ['logs', ...options, runId(2)])).toMatchObject({ code: 0, stderr: '' });
    }
  });

  it('says so when the task has not run', async () => {
    api.scheduler.runs = [];

    expect(await cli.run('logs', 'debr/train')).toMatchObject({
      code: 1,
      stderr: 'peach: debr/train has not run yet; start it with `peach run debr/train`\n'
    });
  });

  it('ends with 2 for a run that is not there', async () => {
    expect((await cli.run('logs', runId(9))).code).toBe(2);
  });
});

describe('shutdown', () => {
  it('asks for the end and waits for it', async () => {
    const finished = cli.run('shutdown');
    await until(() => api.scheduler.calls.some(([name]) => name === 'shutdown'));
    for (let request = 0; request < 10; request += 1) {
      await (await api.fetch('/api/health')).text();
    }
    expect(cli.stdout.bytes.length).toBe(0);

    await api.close();

    expect(await finished).toMatchObject({ code: 0, stdout: 'the scheduler has ended; runs that were under way go on\n' });
    api = await startTestApi();
  });

  it('ends with 3 where none runs', async () => {
    expect((await cli.run('shutdown', '--state', '/nonexistent')).code).toBe(3);
  });
});
