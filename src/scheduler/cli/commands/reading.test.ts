import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { refuse } from '../../../protocol/errors';
import { fakeRun, fakeTask, runId, taskId } from '../../api/test-support/fake-data';
import { startTestApi, TEST_TOKEN, type TestApi } from '../../api/test-support/test-api';
import { TestCli } from '../test-support/test-cli';

let api: TestApi;
let cli: TestCli;

beforeEach(async () => {
  api = await startTestApi();
  cli = new TestCli();
  cli.writeAddress(api.url, TEST_TOKEN);
  api.scheduler.tasks = [
    fakeTask(1, { name: 'train', state: 'FINISHED', last_run: fakeRun(2) }),
    fakeTask(2, { name: 'related', held: 'its schedule is not followed', paused: true, paused_by: 'loop' }),
    fakeTask(3, {
      organisation: 'sesr',
      name: 'fetch',
      invalid: true,
      problems: [{ file: 'peach.yaml', line: 6, column: 15, message: 'unknown executor "sprak"', hint: 'did you mean spark?' }]
    })
  ];
  api.scheduler.runs = [fakeRun(1, { status: 'FAILURE', reason: 'ValueError: \x1b[31mno data\x1b[0m\nline two' }), fakeRun(2)];
});

afterEach(async () => {
  await api.close();
  cli.remove();
});

describe('tasks', () => {
  it('prints a table, then the problems with their places', async () => {
    const { code, stdout } = await cli.run('tasks');

    expect(code).toBe(0);
    expect(stdout.split('\n')).toEqual([
      expect.stringMatching(/^TASK {10}STATE {5}LAST STATUS {14}STARTED {4}DURATION {2}NOTE$/),
      expect.stringMatching(/^debr\/train {4}FINISHED {2}SUCCESS {6}\d{4}-\d\d-\d\d \d\d:\d\d:\d\d {2}1 min 12 s$/),
      expect.stringMatching(/^debr\/related {2}PENDING +loop paused, held: its schedule is not followed$/),
      expect.stringMatching(/^sesr\/fetch {4}PENDING +invalid$/),
      'peach.yaml:6:15: unknown executor "sprak" (did you mean spark?)',
      ''
    ]);
  });

  it('prints those of one organisation', async () => {
    const { stdout } = await cli.run('tasks', '--organisation', 'sesr');

    expect(stdout).toContain('sesr/fetch');
    expect(stdout).not.toContain('debr');
  });

  it('prints the API’s own objects as one document', async () => {
    const { stdout } = await cli.run('tasks', '--json');

    expect(JSON.parse(stdout)).toEqual(await (await api.fetch('/api/tasks')).json());
  });
});

describe('runs', () => {
  it('prints the newest first, each in one line that steers no terminal', async () => {
    const { code, stdout } = await cli.run('runs', 'debr/train');

    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(3);
    expect(lines[1]).toContain(`${runId(2)}  a1b2c3d`);
    expect(lines[2]).toMatch(/FAILURE {2}1 min 12 s {2}loop {5}ValueError: {2}\[31mno data \[0m line two$/);
    expect(stdout).not.toContain('\x1b');
  });

  it('prints a page of one status', async () => {
    const { stdout } = await cli.run('runs', taskId(1), '--status', 'failure', '--limit', '1', '--json');

    expect((JSON.parse(stdout) as { runs: { id: string }[] }).runs.map(run => run.id)).toEqual([runId(1)]);
  });

  it('passes on what the scheduler says of a wrong limit', async () => {
    const { code, stderr } = await cli.run('runs', 'debr/train', '--limit', '5000');

    expect(code).toBe(2);
    expect(stderr).toContain('`limit` must be <= 1000');
  });

  it('names the nearest task for an unknown one', async () => {
    const { code, stderr } = await cli.run('runs', 'debr/trian');

    expect(code).toBe(2);
    expect(stderr).toContain('there is no task debr/trian; `peach tasks` lists them (did you mean debr/train?)');
  });

  it('refuses what names no task', async () => {
    expect((await cli.run('runs', '../etc/passwd')).code).toBe(2);
  });
});

describe('runs show', () => {
  it('prints what is known of a run', async () => {
    const { stdout } = await cli.run('runs', 'show', runId(2));

    expect(stdout).toMatch(/^status +SUCCESS$/m);
    expect(stdout).toMatch(/^version +a1b2c3d Ada: train longer$/m);
    expect(stdout).toMatch(/^peak memory +48 MiB$/m);
    expect(stdout).not.toMatch(/^signal/m);
  });

  it('prints the object, and refuses a run that is not there', async () => {
    expect(JSON.parse((await cli.run('runs', 'show', runId(2), '--json')).stdout)).toMatchObject({ id: runId(2) });
    expect((await cli.run('runs', 'show', runId(9))).code).toBe(2);
    expect((await cli.run('runs', 'show', 'x')).stderr).toContain('names no run');
  });
});

describe('stop', () => {
  it('asks for the end of a run', async () => {
    api.scheduler.runs.push(fakeRun(3, { status: 'RUNNING' }));

    expect((await cli.run('stop', runId(3))).code).toBe(0);
    expect(api.scheduler.calls).toEqual([['stopRun', runId(3)]]);
  });

  it('ends with 1 where the run has ended', async () => {
    const { code, stderr } = await cli.run('stop', runId(2));

    expect(code).toBe(1);
    expect(stderr).toBe(`peach: run ${runId(2)} has ended\n`);
  });
});

describe('pause and resume', () => {
  it('of a task, a loop, or everything', async () => {
    expect((await cli.run('pause', 'debr/train')).stdout).toBe('debr/train is paused\n');
    expect((await cli.run('pause', '--loop', 'debr')).stdout).toBe('loop debr is paused\n');
    expect((await cli.run('pause', '--all')).stdout).toBe('everything is paused\n');
    expect((await cli.run('resume', 'debr/train')).stdout).toBe('debr/train goes on\n');
    expect(JSON.parse((await cli.run('resume', '--all', '--json')).stdout)).toEqual({ paused: false });

    expect(api.scheduler.calls).toEqual([
      ['pause', { task: taskId(1), paused: true }],
      ['pause', { loop: 'debr', paused: true }],
      ['pause', { paused: true }],
      ['pause', { task: taskId(1), paused: false }],
      ['pause', { paused: false }]
    ]);
  });

  it.each([[[]], [['debr/train', '--all']], [['--loop', 'debr', '--all']]])('is refused where it is not said of what: %j', async args => {
    const { code, stderr } = await cli.run('pause', ...args);

    expect([code, stderr]).toEqual([2, 'peach: say what to pause: a TASK, --loop NAME, or --all\n']);
  });

  it('tells that there is no such task or loop', async () => {
    expect(await cli.run('pause', 'debr/trian')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('did you mean debr/train?') as string
    });
    api.scheduler.refusal = refuse('not_found', 'no loop "derb"');

    expect(await cli.run('pause', '--loop', 'derb')).toMatchObject({ code: 2, stderr: 'peach: there is no loop derb\n' });
  });
});

describe('tasks due', () => {
  it('prints what became of due times, newest first', async () => {
    api.scheduler.dueTimes = [
      { due_at: '2026-03-02T12:00:00.000Z', outcome: 'skipped', reason: 'a run of it was still going on', run: null },
      { due_at: '2026-03-02T11:00:00.000Z', outcome: 'ran', reason: null, run: runId(1) }
    ];

    const { stdout } = await cli.run('tasks', 'due', 'debr/train');

    expect(stdout.split('\n').slice(0, 2)).toEqual([
      expect.stringMatching(/^ +DUE {2}OUTCOME {2}RUN +REASON$/),
      expect.stringMatching(/^2026-03-0\d .* {2}skipped +a run of it was still going on$/)
    ]);
    expect((await cli.run('tasks', 'due', 'debr/train', '--limit', '1')).stdout).not.toContain('ran ');
    expect(JSON.parse((await cli.run('tasks', 'due', 'debr/train', '--json')).stdout)).toEqual({ due_times: api.scheduler.dueTimes });
  });

  it('says where there is none', async () => {
    expect((await cli.run('tasks', 'due', 'debr/train')).stdout).toBe('no due time so far\n');
  });
});

describe('choosing the scheduler', () => {
  it('takes a state directory, before or after the command', async () => {
    cli.environment.XDG_STATE_HOME = '/nonexistent';

    expect((await cli.run('tasks', '--state', cli.stateDir)).code).toBe(0);
    expect((await cli.run('--state', 'peach-lab', 'tasks')).code).toBe(0);
  });

  it('takes an address with a secret from the environment', async () => {
    cli.environment.PEACH_TOKEN = TEST_TOKEN;

    expect((await cli.run('tasks', '--url', `${api.url}/`, '--token-env', 'PEACH_TOKEN')).code).toBe(0);
  });

  it('says which directory it looked in and how to start, where none runs', async () => {
    const { code, stderr } = await cli.run('tasks', '--state', '/nonexistent');

    expect(code).toBe(3);
    expect(stderr).toBe(
      'peach: no scheduler runs in /nonexistent (there is no scheduler.json); start one with `peach serve --state /nonexistent`\n'
    );
  });

  it('says what it tried where nothing answers any more', async () => {
    await api.close();

    const { code, stderr } = await cli.run('tasks');

    expect(code).toBe(3);
    expect(stderr).toContain(`can’t reach the scheduler of ${cli.stateDir} at ${api.url} (ECONNREFUSED); start it with`);
    api = await startTestApi();
  });

  it('does not trust a file that others can read or write', async () => {
    cli.writeAddress(api.url, TEST_TOKEN, 0o644);

    const { code, stderr } = await cli.run('tasks');

    expect(code).toBe(3);
    expect(stderr).toContain('chmod 600');
  });

  it('says so when the secret is another’s', async () => {
    cli.writeAddress(api.url, 'x'.repeat(32));

    const { code, stderr } = await cli.run('tasks');

    expect(code).toBe(3);
    expect(stderr).toContain('does not know this secret');
  });
});
