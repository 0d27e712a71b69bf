import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Claim } from '../../src/protocol/run-folder';
import type { Run } from '../../src/protocol/run';
import { openDatabase } from '../../src/scheduler/store/open-database';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';
import { createWitness, isAlive, killNow, readClaim, warmParentOf, type Witness } from './support/witness';

const bench = useBench();

/** A `peach serve` that is expected to refuse. */
function refused(
  stateDir: string,
  options: { readonly as?: number; readonly cwd?: string } = {}
): { readonly code: number | null; readonly words: string } {
  const config = join(options.cwd ?? stateDir, 'config.json');
  const command = [PEACH, 'serve', '--config', config, '--state', stateDir];
  const user = options.as === undefined ? [] : ['setpriv', `--reuid=${options.as}`, `--regid=${options.as}`, '--clear-groups'];
  const [program = '', ...args] = [...user, ...command];
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8', cwd: '/', timeout: 60_000 });
  return { code: status, words: stderr };
}

describe('what is left of a run', () => {
  /** A scheduler with a run under way, killed with everything around the run, so that only its folder is left. */
  async function leave(): Promise<{
    readonly witness: Witness;
    readonly run: Run;
    readonly folder: string;
    readonly restart: () => Promise<TestScheduler>;
  }> {
    const { directory, stateDir, start } = bench();
    const witness = createWitness(directory);
    const settings = { repositories: [{ url: witness.repository.root }], interval: '1h' };
    const first = await start(settings);
    const run = await witness.underWay(first);
    const { pid } = readClaim(stateDir, run.id);
    const warm = warmParentOf(pid);
    await first.kill('SIGKILL');
    [...(warm === null ? [] : [warm]), pid, ...witness.pids(run.id)].forEach(killNow);
    await until('all of it is dead', () => ![pid, ...witness.pids(run.id)].some(isAlive));
    return { witness, run, folder: join(stateDir, 'runs', run.id), restart: () => start(settings) };
  }

  function changeClaim(folder: string, changes: Partial<Claim>): void {
    const claim = JSON.parse(readFileSync(join(folder, 'claim'), 'utf8')) as Claim;
    writeFileSync(join(folder, 'claim'), JSON.stringify({ ...claim, warm_parent: null, ...changes }));
  }

  it('after a restart of the machine is lost, with these words, and the loop goes on', async () => {
    const { run, folder, restart, witness } = await leave();
    changeClaim(folder, { boot_id: 'another' });
    rmSync(join(folder, 'end.json'), { force: true });

    const scheduler = await restart();

    expect(await scheduler.ended(run.id)).toMatchObject({ status: 'LOST', reason: 'the machine was restarted meanwhile' });
    await until('a run of its own is taken', async () => (await scheduler.request('POST', '/api/tasks/debr/work/runs')).ok);
    await witness.underWay(scheduler, run.id);
  });

  it('with its end record is what that says, also after a restart of the machine', async () => {
    const { run, folder, restart } = await leave();
    changeClaim(folder, { boot_id: 'another' });
    const record = { status: 'SUCCESS', reason: null, exit_code: 0, signal: null, result: 5 };
    const figures = { started_at: 1_700_000_000, ended_at: 1_700_000_001, cpu_seconds: 1, peak_memory: 1, log_bytes: 0 };
    writeFileSync(join(folder, 'end.json'), JSON.stringify({ ...record, ...figures }));

    expect(await (await restart()).ended(run.id)).toMatchObject({ status: 'SUCCESS', result: 5 });
  });

  it('whose pid has been given to another process is lost, and the other process is left alone', async () => {
    const { run, folder, restart } = await leave();
    const other = spawn('sleep', ['600']);
    onTestFinished(() => void other.kill('SIGKILL'));
    changeClaim(folder, { pid: other.pid ?? 0 });
    rmSync(join(folder, 'end.json'), { force: true });

    expect(await (await restart()).ended(run.id)).toMatchObject({ status: 'LOST', reason: 'its supervisor was killed' });
    expect(isAlive(other.pid ?? 0)).toBe(true);
  });

  it.each([
    ['an empty claim', ['claim']],
    ['an empty end record', ['end.json']],
    ['nothing but empty files, as after a loss of power', ['claim', 'specification.json', 'end.json', 'log', 'log.index']]
  ])('that is %s is lost, and nothing else happens', async (_what, files) => {
    const { run, folder, restart } = await leave();
    files.forEach(file => writeFileSync(join(folder, file), ''));
    if (!files.includes('end.json')) {
      rmSync(join(folder, 'end.json'), { force: true });
    }

    const scheduler = await restart();

    expect(await scheduler.ended(run.id)).toMatchObject({ status: 'LOST' });
    expect((await scheduler.task('debr/work')).held).toBeNull();
  });
});

it('adopts a run that lives though claim and specification of it are empty', async () => {
  const { directory, stateDir, start } = bench();
  const witness = createWitness(directory);
  const settings = { repositories: [{ url: witness.repository.root }], interval: '1h' };
  const first = await start(settings);
  const run = await witness.underWay(first);
  await first.kill('SIGKILL');
  ['claim', 'specification.json'].forEach(file => truncateSync(join(stateDir, 'runs', run.id, file)));

  const second = await start(settings);
  expect(await second.get(`/api/runs/${run.id}`)).toMatchObject({ status: 'RUNNING' });
  witness.finish(run.id);

  expect(await second.ended(run.id)).toMatchObject({ status: 'SUCCESS', result: run.id });
  expect(witness.lines(run.id).filter(line => line.startsWith('start'))).toHaveLength(1);
});

it('starts though one run can’t be looked at, goes on with the other organisations, and settles that run once it can', async () => {
  const { directory, stateDir, start } = bench();
  const witness = createWitness(directory);
  const settings = { repositories: [{ url: witness.repository.root }], interval: '1h' };
  const first = await start(settings);
  const run = await witness.underWay(first);
  await first.kill('SIGKILL');
  const claim = join(stateDir, 'runs', run.id, 'claim');
  const text = readFileSync(claim, 'utf8');
  rmSync(claim);
  mkdirSync(claim);
  witness.repository.write('other.yaml', '');
  witness.repository.write(
    'peach.conf/other.yaml',
    'codops: sesr\ntasks:\n  quick: {notebook: quick.ipynb, method: task, executor: python}\n'
  );
  witness.repository.write(
    'quick.ipynb',
    JSON.stringify({
      cells: [{ cell_type: 'code', source: 'def task():\n    return 1', metadata: {}, outputs: [], execution_count: null }],
      metadata: {},
      nbformat: 4,
      nbformat_minor: 5
    })
  );
  witness.repository.commit('Another organisation');

  const second = await start(settings);
  expect(await second.nextEnd('sesr/quick')).toMatchObject({ status: 'SUCCESS' });
  expect(await second.get(`/api/runs/${run.id}`)).toMatchObject({ status: 'RUNNING' });
  rmSync(claim, { recursive: true });
  writeFileSync(claim, text);
  witness.finish(run.id);

  expect(await second.ended(run.id)).toMatchObject({ status: 'SUCCESS', result: run.id });
});

describe('a second scheduler', () => {
  async function owner(): Promise<{ readonly scheduler: TestScheduler; readonly stateDir: string; readonly directory: string }> {
    const { directory, stateDir, start } = bench();
    const witness = createWitness(directory);
    return { scheduler: await start({ repositories: [{ url: witness.repository.root }], interval: '1h' }), stateDir, directory };
  }

  it('is refused through a link too', async () => {
    const { scheduler, stateDir, directory } = await owner();
    symlinkSync(stateDir, join(directory, 'link'));

    const { code, words } = refused(join(directory, 'link'));

    expect(code).toBe(4);
    expect(words).toContain(`process id ${scheduler.address.pid} at ${scheduler.address.url}`);
  });

  it('is refused while the owner is stopped', async () => {
    const { scheduler, stateDir } = await owner();
    process.kill(scheduler.address.pid, 'SIGSTOP');

    const { code, words } = refused(stateDir);
    process.kill(scheduler.address.pid, 'SIGCONT');

    expect(code).toBe(4);
    expect(words).toContain(`process id ${scheduler.address.pid}`);
  });

  it.each([
    ['missing', null],
    ['empty', ''],
    [
      'of a scheduler that is gone',
      JSON.stringify({ pid: 2 ** 22, url: 'http://127.0.0.1:1', token: 'x'.repeat(40), version: '0', started_at: '2026-01-01T00:00:00Z' })
    ]
  ])('is refused, with the owner’s true pid, when the address is %s', async (_what, text) => {
    const { scheduler, stateDir } = await owner();
    const file = join(stateDir, 'scheduler.json');
    const own = readFileSync(file);
    rmSync(file);
    if (text !== null) {
      writeFileSync(file, text);
    }

    const { code, words } = refused(stateDir);
    writeFileSync(file, own);

    expect(code).toBe(4);
    expect(words).toContain(`process id ${scheduler.address.pid} owns`);
  });

  it('starts at once when the owner was killed, and never shows the address of the dead one', async () => {
    const { directory, stateDir, start } = bench();
    const witness = createWitness(directory);
    const settings = { repositories: [{ url: witness.repository.root }], interval: '1h' };
    const first = await start(settings);
    await witness.underWay(first);

    await first.kill('SIGKILL');
    expect(existsSync(join(stateDir, 'scheduler.json'))).toBe(true);
    const second = await start(settings);

    expect(second.address.pid).not.toBe(first.address.pid);
  });

  it('and a third that start in the same moment: exactly one of them serves', async () => {
    const { directory, stateDir } = bench();
    const witness = createWitness(directory);
    mkdirSync(stateDir, { recursive: true });
    const config = join(stateDir, 'config.json');
    writeFileSync(
      config,
      JSON.stringify({
        state_dir: stateDir,
        repositories: [{ url: witness.repository.root }],
        loops: { debr: { interval: '1h', grace: '1s' } }
      })
    );
    const children = Array.from({ length: 3 }, () => spawn(PEACH, ['serve', '--config', config], { stdio: 'ignore', cwd: stateDir }));
    try {
      await until('two have given up', () => children.filter(child => child.exitCode === 4).length === 2);
      const [left] = children.filter(child => child.exitCode === null);
      await until('the third serves', () => existsSync(join(stateDir, 'scheduler.json')));

      expect((JSON.parse(readFileSync(join(stateDir, 'scheduler.json'), 'utf8')) as { pid: number }).pid).toBe(left?.pid);
    } finally {
      // Before the bench looks for runs that go on without a scheduler.
      children.forEach(child => child.kill('SIGTERM'));
      await Promise.all(children.map(over));
    }
  });
});

function over(child: ChildProcess): Promise<void> {
  return new Promise(resolve => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve();
    } else {
      child.once('exit', () => resolve());
    }
  });
}

describe('a state directory that can’t be used', () => {
  function prepare(): { readonly stateDir: string; readonly directory: string } {
    const { directory, stateDir } = bench();
    const witness = createWitness(directory);
    mkdirSync(stateDir, { recursive: true });
    writeFileSync(join(directory, 'config.json'), JSON.stringify({ repositories: [{ url: witness.repository.root }] }));
    return { stateDir, directory };
  }

  it('because the store is damaged is refused with a remedy, and left as it is', () => {
    const { stateDir, directory } = prepare();
    const garbage = 'this is no database\n'.repeat(500);
    writeFileSync(join(stateDir, 'state.sqlite'), garbage);

    const { code, words } = refused(stateDir, { cwd: directory });

    expect(code).toBe(1);
    expect(words).toMatch(/state\.sqlite is damaged \(file is not a database\).*backup/);
    expect(readFileSync(join(stateDir, 'state.sqlite'), 'utf8')).toBe(garbage);
  });

  it.skipIf(process.getuid?.() !== 0)('because its store alone can’t be written is refused: it would stay so', () => {
    const { stateDir, directory } = prepare();
    const nobody = 65_534;
    [directory, stateDir].forEach(path => chmodSync(path, 0o755));
    openDatabase(join(stateDir, 'state.sqlite')).close();
    chmodSync(join(stateDir, 'state.sqlite'), 0o444);
    chownSync(stateDir, nobody, nobody);

    const { code, words } = refused(stateDir, { cwd: directory, as: nobody });

    expect(code).toBe(1);
    expect(words).toContain(`${join(stateDir, 'state.sqlite')} can’t be written: attempt to write a readonly database`);
    chownSync(stateDir, 0, 0);
  });

  it.skipIf(process.getuid?.() !== 0)('because it belongs to another user is refused with a remedy', () => {
    const { stateDir, directory } = prepare();
    [directory, stateDir].forEach(path => chmodSync(path, 0o755));
    const nobody = 65_534;

    const { code, words } = refused(stateDir, { cwd: directory, as: nobody });

    expect(code).toBe(1);
    expect(words).toContain(`${stateDir} can’t be written: give it back to the user of the scheduler`);
    chownSync(stateDir, 0, 0);
  });
});
