import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Run } from '../../src/protocol/run';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import { createRepository, notebook, type TestRepository } from './support/repository';
import { knowsTask } from './support/scheduler';

const bench = useBench();

type Ended = { readonly code: number | null; readonly out: string; readonly err: string };

function peach(cwd: string, ...args: string[]): Promise<Ended> {
  return new Promise(resolve => {
    const child = spawn(PEACH, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.on('close', code => resolve({ code, out: Buffer.concat(out).toString(), err: Buffer.concat(err).toString() }));
  });
}

function prepare(root: string): TestRepository {
  const repository = createRepository(root);
  repository.write(
    'work.ipynb',
    notebook(
      'def good():\n    print("line one")\n    return 1\n\ndef bad():\n    raise ValueError("no")\n\ndef slow():\n    import time\n    time.sleep(3600)'
    )
  );
  repository.write(
    'peach.yaml',
    ['good', 'bad', 'slow'].reduce(
      (text, name) =>
        `${text}  ${name}: {notebook: work.ipynb, method: ${name}, executor: python, timeout: ${name === 'slow' ? '1s' : '1m'}}\n`,
      'codops: debr\ntasks:\n'
    )
  );
  repository.commit('Work');
  return repository;
}

it('runs a task with its log, and ends as the run ended', async () => {
  const { directory, stateDir, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  await scheduler.nextEnd('debr/slow');
  const run = (name: string): Promise<Ended> => peach(directory, 'run', `debr/${name}`, '--state', stateDir);

  const [good, bad, slow] = [await run('good'), await run('bad'), await run('slow')];

  expect(good).toMatchObject({ code: 0, out: 'line one\n' });
  expect(bad.code).toBe(1);
  expect(bad.out).toContain('ValueError: no');
  expect(slow.code).toBe(124);
});

it('prints the API’s own objects with --json, as one document', async () => {
  const { directory, stateDir, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  const scheduler = await start({ repositories: [{ url: repository.root }], interval: '1h' });
  const run = await scheduler.nextEnd('debr/good');
  const ask = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await peach(directory, ...args, '--json', '--state', stateDir)).out);

  expect(await ask('tasks')).toMatchObject({ tasks: [{ key: 'debr/good' }, { key: 'debr/bad' }, { key: 'debr/slow' }] });
  expect(((await ask('runs', 'debr/good')) as { runs: Run[] }).runs.map(({ id }) => id)).toEqual([run.id]);
  expect(await ask('runs', 'show', run.id)).toMatchObject({ id: run.id, result: 1 });
  expect((await peach(directory, 'logs', run.id, '--state', stateDir)).out).toBe('line one\n');
});

it('checks the definitions of a working tree without a scheduler', async () => {
  const { directory } = bench();
  const repository = prepare(join(directory, 'repository'));
  expect(await peach(repository.root, 'validate')).toMatchObject({ code: 0 });

  repository.write('peach.yaml', repository.read('peach.yaml').replace('executor: python', 'executor: pyhton'));
  const wrong = await peach(directory, 'validate', repository.root);

  expect(wrong.code).toBe(1);
  expect(wrong.out + wrong.err).toMatch(/peach\.yaml:3:\d+: .*pyhton.*did you mean python/s);
});

it('says how to go on when no scheduler runs, and what is allowed when it is used wrongly', async () => {
  const { directory } = bench();

  const unreachable = await peach(directory, 'tasks', '--state', join(directory, 'nowhere'));
  const misspelt = await peach(directory, 'taks');
  const version = await peach(directory, 'version');

  expect(unreachable.code).toBe(3);
  expect(unreachable.err).toContain('peach serve');
  expect(misspelt.code).toBe(2);
  expect(misspelt.err).toContain('did you mean tasks');
  expect(version).toMatchObject({ code: 0, out: '0.1.0\n' });
});

it('ends the scheduler in order, while a run goes on', async () => {
  const { directory, stateDir, start } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('peach.yaml', repository.read('peach.yaml').replace('timeout: 1s', 'timeout: 1h'));
  repository.commit('Longer');
  const settings = { repositories: [{ url: repository.root }], interval: '1h' };
  const scheduler = await start(settings);
  await knowsTask(scheduler, 'debr/slow');
  await scheduler.nextEnd('debr/bad');

  expect(await peach(directory, 'shutdown', '--state', stateDir)).toMatchObject({ code: 0 });
  await scheduler.kill('SIGTERM');
  expect(scheduler.process.exitCode).toBe(0);
  const again = await start(settings);
  const run = (await again.runs('debr/slow'))[0]!;
  expect(run.status).toBe('RUNNING');

  expect(await peach(directory, 'stop', run.id, '--state', stateDir)).toMatchObject({ code: 0 });
  expect(await again.ended(run.id)).toMatchObject({ status: 'KILLED' });
});

it('says what is wrong with the configuration, at its place, and serves nothing then', async () => {
  const { directory } = bench();
  const repository = prepare(join(directory, 'repository'));
  repository.write('wrong.yaml', 'state_dir: here\nloops:\n  debr: {intervall: 1m}\n');

  const missing = await peach(directory, 'serve', '--config', 'nowhere.yaml');
  const wrong = await peach(repository.root, 'serve', '--config', 'wrong.yaml');
  const outside = await peach(directory, 'serve', '--state', join(directory, 'state'));

  expect(missing.code).toBe(1);
  expect(missing.err).toMatch(/nowhere\.yaml can’t be read \(ENOENT\)/);
  expect(wrong.code).toBe(1);
  expect(wrong.err).toMatch(/wrong\.yaml:3:10: .*intervall.*did you mean interval/s);
  expect(outside.code).toBe(1);
  expect(outside.err).toContain('is not in a git repository');
});

it('says what is wrong with the state directory, instead of where in its code it noticed', async () => {
  const { directory } = bench();
  const repository = prepare(join(directory, 'repository'));
  const file = join(directory, 'file');
  writeFileSync(file, '');
  const broken = join(directory, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, 'state.sqlite'), 'this is no database, but long enough to be taken for one'.repeat(20));

  const atFile = await peach(repository.root, 'serve', '--state', file);
  const atBroken = await peach(repository.root, 'serve', '--state', broken);

  expect(atFile).toMatchObject({ code: 1, out: '' });
  expect(atFile.err).toMatch(/^peach serve: .*file is no folder: remove the file .*, or choose another folder with --state; .*\n$/);
  expect(atBroken).toMatchObject({ code: 1, out: '' });
  expect(atBroken.err).toMatch(
    /^peach serve: the state directory .*broken can’t be used: .*state.sqlite is damaged \(file is not a database\) and was left as it is: .*\n$/
  );
});

it('says that its port is taken', async () => {
  const { directory } = bench();
  const repository = prepare(join(directory, 'repository'));
  const other = createServer();
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  writeFileSync(
    join(directory, 'configuration.yaml'),
    `state_dir: state\nlisten: 127.0.0.1:${port}\nrepositories: [{url: ${repository.root}}]\n`
  );

  const ended = await peach(directory, 'serve', '--config', 'configuration.yaml');
  other.close();

  expect(ended).toMatchObject({ code: 1, out: '' });
  expect(ended.err).toContain(`peach serve: it can’t listen at 127.0.0.1:${port}: listen EADDRINUSE`);
});
