import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import type { RunId } from '../../protocol/identity';
import { describeExecutorContract } from './test-support/executor-contract';
import { readClaim } from './run-files';
import { createPythonHarness, RUNNER_PATH, TEST_ENVIRONMENT, type PythonHarness } from './test-support/python-harness';
import { until } from '../test-support/until';

describeExecutorContract('python', createPythonHarness);

const ORPHANS = `
import os, signal, time
def task():
    for _ in range(5):
        if os.fork() == 0:
            os.setsid()
            if os.fork():
                os._exit(0)
            signal.signal(signal.SIGTERM, signal.SIG_IGN)
            time.sleep(600)
        os.wait()
    print("up")
    time.sleep(600)`;

const WAITING = 'import time\ndef task():\n    print("up", flush=True)\n    time.sleep(600)';
const ITS_SUPERVISOR_WAS_KILLED = { kind: 'ended', record: { status: 'FAILURE', reason: 'its supervisor was killed', log_bytes: 3 } };

describe('python executor', () => {
  let harness: PythonHarness;
  const up = (run: RunId) => until(`${run} is up`, async () => (await harness.log(run)).includes('up\n'));
  const supervisorOf = async (run: RunId): Promise<number> => (await readClaim(harness.folder(run)))?.pid ?? NaN;
  const warmParentOf = async (run: RunId): Promise<number> =>
    Number(/^PPid:\s*(\d+)/m.exec(await readFile(`/proc/${await supervisorOf(run)}/status`, 'utf8'))?.[1]);
  const killSupervisor = async (run: RunId): Promise<void> => {
    process.kill(await supervisorOf(run), 'SIGKILL');
  };
  beforeEach(async () => {
    harness = await createPythonHarness();
  });
  afterEach(() => harness.dispose());

  it('says that the supervisor was killed, after ending what it left', async () => {
    const specification = await harness.prepare(ORPHANS);
    const started = await harness.executor().start(specification, harness.environment);
    await up(specification.run);
    expect(harness.left(specification.run).length).toBe(7);

    await killSupervisor(specification.run);

    expect(await started.ended).toMatchObject(ITS_SUPERVISOR_WAS_KILLED);
    expect(harness.left(specification.run)).toEqual([]);
    await until('its folder is gone', async () => !(await readdir(join(harness.directory, 'tmp'))).includes(specification.run));
  });

  it('ends what is left itself where the warm parent was killed too', async () => {
    const specification = await harness.prepare(ORPHANS);
    const started = await harness.executor().start(specification, harness.environment);
    await up(specification.run);

    process.kill(await warmParentOf(specification.run), 'SIGKILL');
    await killSupervisor(specification.run);

    expect(await started.ended).toMatchObject({ kind: 'vanished', reason: 'its supervisor was killed' });
    expect(harness.left(specification.run)).toEqual([]);
    expect(await readdir(join(harness.directory, 'tmp'))).not.toContain(specification.run);
  });

  it('finds out later that supervisor and warm parent of an adopted run were killed', async () => {
    const specification = await harness.prepare(ORPHANS);
    await harness.executor().start(specification, harness.environment);
    await up(specification.run);
    const adoption = await harness.executor().adopt(specification.run);
    expect(adoption.kind).toBe('running');

    process.kill(await warmParentOf(specification.run), 'SIGKILL');
    await killSupervisor(specification.run);

    const end = adoption.kind === 'running' ? await adoption.run.ended : null;
    expect(end).toMatchObject({ kind: 'vanished', reason: 'its supervisor was killed' });
    expect(harness.left(specification.run)).toEqual([]);
  });

  it('waits for no record of a run that removed its own folder', async () => {
    const source = `import os, shutil\ndef task():\n    shutil.rmtree(os.path.dirname(os.environ["PEACH_RUN_SPECIFICATION"]))`;
    const specification = await harness.prepare(source);
    const started = await harness.executor().start(specification, harness.environment);

    const folder = harness.folder(specification.run);
    expect(await started.ended).toMatchObject({
      kind: 'vanished',
      reason: `its folder ${folder} was removed meanwhile, and with it all that was known of its end`
    });
  });

  it('lets a run go on whose warm parent was killed, and starts another for the next', async () => {
    const executor = harness.executor();
    const specification = await harness.prepare(WAITING);
    const started = await executor.start(specification, harness.environment);
    await up(specification.run);

    process.kill(await warmParentOf(specification.run), 'SIGKILL');
    const next = await harness.prepare('def task(): return 2');
    const end = await (await executor.start(next, harness.environment)).ended;

    expect(end).toMatchObject({ kind: 'ended', record: { status: 'SUCCESS', result: 2 } });
    await started.stop('enough');
    expect(await started.ended).toMatchObject({ kind: 'ended', record: { status: 'KILLED', reason: 'enough' } });
  });

  it('takes the record of the warm parent for a supervisor that was killed while no scheduler was there', async () => {
    const specification = await harness.prepare(ORPHANS);
    const started = await harness.executor().start(specification, harness.environment);
    await up(specification.run);
    await killSupervisor(specification.run);
    await started.ended;

    const adoption = await harness.executor().adopt(specification.run);

    expect(adoption).toMatchObject({ kind: 'ended', end: ITS_SUPERVISOR_WAS_KILLED, startedAt: started.startedAt });
  });

  it('does not take another process for the supervisor because it has its pid', async () => {
    const specification = await harness.prepare('def task(): pass');
    const claim = { boot_id: 'another boot', pid: process.pid, start_time: 1, claimed_at: 1 };
    await writeFile(join(harness.folder(specification.run), 'claim'), JSON.stringify(claim));

    const adoption = await harness.executor().adopt(specification.run);

    const end = { kind: 'vanished', reason: 'the machine was restarted meanwhile', endedAt: null };
    expect(adoption).toEqual({ kind: 'ended', end, startedAt: 1000 });
  });

  it('adopts a run that lives though its claim is damaged', async () => {
    const specification = await harness.prepare(WAITING);
    const started = await harness.executor().start(specification, harness.environment);
    await up(specification.run);
    const supervisor = await supervisorOf(specification.run);
    await writeFile(join(harness.folder(specification.run), 'claim'), '');

    const adoption = await harness.executor().adopt(specification.run);
    if (adoption.kind !== 'running') {
      throw new Error(`it is ${adoption.kind}`);
    }
    await adoption.run.stop('enough');

    expect(await adoption.run.ended).toMatchObject({ record: { status: 'KILLED', reason: 'enough' } });
    expect(await started.ended).toMatchObject({ record: { status: 'KILLED' } });
    await until('the supervisor is gone', () => !existsSync(`/proc/${supervisor}`));
  });

  it('finishes a cancellation that a killed scheduler began', async () => {
    const specification = await harness.prepare('def task(): pass');
    const claim = { boot_id: 'another boot', pid: process.pid, start_time: 1, claimed_at: 0 };
    await writeFile(join(harness.folder(specification.run), 'claim'), JSON.stringify(claim));

    const adoption = await harness.executor().adopt(specification.run);

    expect(adoption).toEqual({ kind: 'unclaimed' });
    expect(existsSync(harness.folder(specification.run))).toBe(false);
  });

  it('takes a broken end record for none', async () => {
    const specification = await harness.prepare('def task(): pass');
    const started = await harness.executor().start(specification, harness.environment);
    await started.ended;
    await writeFile(join(harness.folder(specification.run), 'end.json'), '{"status": "SUCC');
    await until('the supervisor is gone', () => harness.left(specification.run).length === 0);

    const adoption = await harness.executor().adopt(specification.run);

    expect(adoption).toMatchObject({ kind: 'ended', end: { kind: 'vanished' } });
  });

  it('either cancels or adopts a run that is being started, never both', async () => {
    for (let round = 0; round < 16; round += 1) {
      const specification = await harness.prepare('def task():\n    print("ran")');
      const start = harness.executor().start(specification, harness.environment);
      start.catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, round * 2));

      const adoption = await harness.executor().adopt(specification.run);

      if (adoption.kind === 'unclaimed') {
        await expect(start).rejects.toThrow('supervisor could not be started');
        expect(await harness.log(specification.run)).toBe('');
      } else {
        const end = await (await start).ended;
        expect(end).toMatchObject({ kind: 'ended', record: { status: 'SUCCESS' } });
        expect(adoption.kind === 'running' ? await adoption.run.ended : adoption.end).toEqual(end);
      }
    }
  });

  it('starts an interpreter for a run to which the warm parent gives no supervisor', async () => {
    const specification = await harness.prepare('def task(): return 1');
    const python = join(harness.directory, 'python');
    await writeFile(python, `#!/bin/sh\n[ "$2" = --warm ] && exit 3\nexec ${TEST_ENVIRONMENT.python} "$@"\n`);
    await chmod(python, 0o755);

    const started = await harness.executor().start(specification, { ...TEST_ENVIRONMENT, python });

    expect(await started.ended).toMatchObject({ kind: 'ended', record: { status: 'SUCCESS', result: 1 } });
    expect((await readClaim(harness.folder(specification.run)))?.warm_parent).toBeNull();
  });

  it('lets a warm parent go on that somebody stopped', async () => {
    const executor = harness.executor();
    const first = await harness.prepare(WAITING);
    const started = await executor.start(first, harness.environment);
    await up(first.run);
    process.kill(await warmParentOf(first.run), 'SIGSTOP');
    const next = await harness.prepare('def task(): return 2');

    const end = await (await executor.start(next, harness.environment)).ended;

    expect(end).toMatchObject({ kind: 'ended', record: { status: 'SUCCESS', result: 2 } });
    expect((await readClaim(harness.folder(next.run)))?.warm_parent).not.toBeNull();
    await started.stop('enough');
    await started.ended;
  });

  it('says what a broken interpreter printed', async () => {
    const specification = await harness.prepare('def task(): pass');
    const python = join(harness.directory, 'python');
    await writeFile(python, '#!/bin/sh\necho "libpython is missing" >&2\nexit 127\n');
    await chmod(python, 0o755);

    const start = harness.executor().start(specification, { ...TEST_ENVIRONMENT, python });

    await expect(start).rejects.toThrow(`started with ${python}; it ended with exit code 127: libpython is missing`);
  });

  it('names an interpreter that is not there', async () => {
    const specification = await harness.prepare('def task(): pass');

    const start = harness.executor().start(specification, { ...TEST_ENVIRONMENT, python: '/nowhere/python' });

    await expect(start).rejects.toThrow('started with /nowhere/python; spawn /nowhere/python ENOENT');
  });

  it('starts a run once, whoever asks again', async () => {
    const specification = await harness.prepare('import time\ndef task():\n    print("ran"); time.sleep(0.3)');
    const executor = harness.executor();

    const started = await Promise.all([1, 2, 3].map(() => executor.start(specification, harness.environment)));
    const ends = await Promise.all(started.map(each => each.ended));

    expect(new Set(ends.map(end => JSON.stringify(end))).size).toBe(1);
    expect(await harness.log(specification.run)).toBe('ran\n');
  });

  it('gives the supervisor the variables that count before a fork, but none of Python’s', async () => {
    const variables = { PATH: '/usr/bin:/bin', LD_LIBRARY_PATH: '/opt/libraries', PYTHONPATH: '/nowhere', PYTHONUNBUFFERED: '1' };
    const specification = await harness.prepare('def task():\n    return open("/proc/self/environ").read()', { variables });

    const started = await harness.executor().start(specification, harness.environment);

    const end = await started.ended;
    expect(end.kind === 'ended' && String(end.record.result).split('\0').filter(Boolean).sort()).toEqual([
      'LD_LIBRARY_PATH=/opt/libraries',
      'PATH=/usr/bin:/bin',
      `PEACH_RUN_ID=${specification.run}`
    ]);
  });

  it('stops a run that has already ended without harm', async () => {
    const specification = await harness.prepare('def task(): pass');
    const started = await harness.executor().start(specification, harness.environment);
    const end = await started.ended;

    await started.stop('too late');

    expect(await started.ended).toBe(end);
  });
});

describe('python executor of a scheduler that is killed', () => {
  it('leaves a run that the next one adopts, with its true end and every line', async () => {
    const harness = await createPythonHarness();
    onTestFinished(() => harness.dispose());
    const bundle = join(harness.directory, 'scheduler.mjs');
    const specification = await harness.prepare(
      'import time\ndef task():\n    for i in range(60):\n        print("up" if i == 0 else i)\n        time.sleep(0.02)\n    return "true end"'
    );
    await build({
      stdin: { contents: schedulerSource(harness.directory, specification.run), resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      platform: 'node',
      format: 'esm',
      outfile: bundle,
      banner: { js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);' }
    });
    const scheduler = spawn(process.execPath, [bundle], { stdio: 'inherit', detached: true });
    const gone = new Promise(resolve => scheduler.once('exit', (_code, signal) => resolve(signal)));
    await until('the run is up', async () => (await harness.log(specification.run)).includes('up\n'));

    process.kill(-(scheduler.pid ?? NaN), 'SIGKILL'); // its whole process group, as a terminal or a service manager does
    expect(await gone).toBe('SIGKILL');
    const adoption = await harness.executor().adopt(specification.run);

    expect(adoption.kind).toBe('running');
    const end = adoption.kind === 'running' ? await adoption.run.ended : null;
    expect(end).toMatchObject({ kind: 'ended', record: { status: 'SUCCESS', result: 'true end' } });
    const lines = ['up', ...Array.from({ length: 59 }, (_, index) => String(index + 1))];
    expect(await readFile(join(harness.folder(specification.run), 'log'), 'utf8')).toBe(`${lines.join('\n')}\n`);
  });
});

/** A program that starts the prepared run and then lives on. */
function schedulerSource(directory: string, run: RunId): string {
  return `
    import { createPythonExecutor } from './python-executor';
    import { createProcessGroups } from './process-groups';
    import { createRunFolders } from './run-folders';
    import { systemClock } from '../system-clock';
    const quiet = () => undefined;
    const [runs, temporary] = ${JSON.stringify([join(directory, 'runs'), join(directory, 'tmp')])};
    const runFolders = createRunFolders({ directory: runs, temporary });
    const logger = { info: quiet, warn: quiet, error: quiet };
    const groups = createProcessGroups({ directory: ${JSON.stringify(directory)}, clock: systemClock, logger });
    const settings = { runnerPath: ${JSON.stringify(RUNNER_PATH)}, preload: () => null, warmParents: 1, clock: systemClock };
    const executor = createPythonExecutor({ ...settings, runFolders, groups, logger });
    const specification = await runFolders.specification(${JSON.stringify(run)});
    await executor.start(specification, ${JSON.stringify(TEST_ENVIRONMENT)});
    setInterval(() => undefined, 1000);`;
}
