import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { Organisation } from '../../src/protocol/organisation';
import { serveGitOverHttp, type HttpFault } from '../../src/scheduler/git/test-support/git-http-server';
import { useBench } from './support/bench';
import { PEACH } from './support/paths';
import { createRepository, notebook, type TestRepository } from './support/repository';
import type { TestScheduler } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();
const servers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(servers.splice(0).map(close => close()));
});

/** A repository with one task in the loop that all organisations share. */
function prepare(root: string, codops: string): TestRepository {
  const repository = createRepository(root);
  repository.write('nb/work.ipynb', notebook('def task():\n    return 1'));
  const fields = ['notebook: nb/work.ipynb', 'method: task', 'executor: python', 'loop: metadata'];
  repository.write('peach.yaml', `codops: ${codops}\ntasks:\n  work: {${fields.join(', ')}}\n`);
  repository.commit('First');
  return repository;
}

async function serve(root: string, fault: HttpFault): Promise<string> {
  const server = await serveGitOverHttp(root, fault);
  servers.push(() => server.close());
  return server.url;
}

/** Accepts, and never answers. */
async function serveNothing(): Promise<{ readonly url: string; readonly asked: () => number }> {
  const sockets: Socket[] = [];
  const server = createServer(socket => sockets.push(socket.on('error', () => undefined)));
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  servers.push(async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/work.git`, asked: () => sockets.length };
}

async function runsOf(scheduler: TestScheduler, key: string): Promise<number> {
  const answer = await scheduler.request('GET', `/api/tasks/${key}/runs?limit=1000`);
  return answer.ok
    ? ((await answer.json()) as { runs: { ended_at: string | null }[] }).runs.filter(run => run.ended_at !== null).length
    : 0;
}

it('runs the tasks of others, also in the loop they share, while a remote hangs from the first moment on, and after a start', async () => {
  const { directory, start } = bench();
  const good = prepare(join(directory, 'good'), 'debr');
  prepare(join(directory, 'served/work'), 'sesr');
  const silent = await serveNothing();
  let hangs = false;
  let hanging = 0;
  const remote = await serve(join(directory, 'served'), (_, response) => {
    if (hangs) {
      hanging += 1;
      servers.push(() => Promise.resolve(response.destroy()));
    }
    return hangs;
  });
  const repositories = [
    { url: good.root, organisations: ['debr'] },
    { url: `${remote}/work/.git`, organisations: ['sesr'] },
    { url: silent.url, organisations: ['chrts'] }
  ];
  const first = await start({ repositories, extra: { fetch_interval: '1s' } });
  await until('two runs of each', async () => (await runsOf(first, 'debr/work')) > 1 && (await runsOf(first, 'sesr/work')) > 1);
  expect(silent.asked()).toBeGreaterThan(0);
  hangs = true;
  await until('the remote that hangs was asked', () => hanging > 0);
  const before = await runsOf(first, 'debr/work');
  await until('more runs of both', async () => (await runsOf(first, 'debr/work')) > before + 2);
  await first.kill('SIGTERM');

  hanging = 0;
  const second = await start({ repositories, extra: { fetch_interval: '1s' } });
  await until('the remote that hangs was asked', () => hanging > 0);
  const [debr, sesr] = [await runsOf(second, 'debr/work'), await runsOf(second, 'sesr/work')];
  await until(
    'more runs of each',
    async () => (await runsOf(second, 'debr/work')) > debr + 1 && (await runsOf(second, 'sesr/work')) > sesr + 1
  );
});

it('never shows a secret of a url, not in the API, its log or the command line, also where the remote repeats it', async () => {
  const { directory, stateDir, start } = bench();
  prepare(join(directory, 'served/work'), 'debr');
  let refuses = false;
  const remote = await serve(join(directory, 'served'), (request, response) => {
    if (refuses) {
      response
        .writeHead(403, { 'content-type': 'text/plain' })
        .end(`no access to http://${request.headers.host}${request.url} by t0psecret`);
      return true;
    }
    // Git appends the rest of the path to the parameter.
    const [, path = '', rest = ''] = /^(.*)\?private_token=t0psecret\/([^&]*)/.exec(request.url ?? '') ?? [];
    request.url = `${path}/${rest}${rest === 'info/refs' ? '?service=git-upload-pack' : ''}`;
    return false;
  });
  const url = `${remote.replace('//', '//user-t0ken@')}/work/.git?private_token=t0psecret`;
  const scheduler = await start({ repositories: [{ url }], extra: { fetch_interval: '1s' } });
  await until('a run', async () => (await runsOf(scheduler, 'debr/work')) > 0);
  const said = () => readFileSync(join(stateDir, 'test.log'), 'utf8');

  refuses = true;
  await until('the refusal in its log', () => said().includes('no access to'));

  const { organisations } = await scheduler.get<{ organisations: Organisation[] }>('/api/organisations');
  expect(organisations[0]?.repositories[0]?.url).toBe(`${remote}/work/.git?private_token=***`);
  const task = await scheduler.task('debr/work');
  expect(task.code).toMatchObject({ repository: `${remote}/work/.git?private_token=***` });
  const shown = [
    said(),
    JSON.stringify([organisations, task]),
    ...[['tasks'], ['tasks', '--json'], ['doctor']].map(args => outputOf([...args, '--state', stateDir]))
  ];
  shown.forEach(text => expect(text).not.toMatch(/t0psecret|user-t0ken/));
});

/** What a command says, whatever it ends with. */
function outputOf(args: readonly string[]): string {
  try {
    return execFileSync(PEACH, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] });
  } catch (error) {
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    return `${stdout}${stderr}`;
  }
}

it('begins the log of a run with the submodules and the files in LFS that it lacks, and says where a notebook is in one', async () => {
  const { directory, start } = bench();
  const repository = prepare(join(directory, 'repository'), 'debr');
  const commit = repository.git('rev-parse', 'HEAD');
  writeFileSync(join(repository.root, '.gitattributes'), '*.csv filter=lfs\n');
  repository.git('config', '--file', '.gitmodules', 'submodule.lib.path', 'lib');
  repository.git('update-index', '--add', '--cacheinfo', `160000,${commit},lib`);
  repository.write(
    'peach.yaml',
    'codops: debr\ntasks:\n  work: {notebook: nb/work.ipynb, method: task, executor: python}\n  far: {notebook: lib/a.ipynb, method: task, executor: python}\n'
  );
  repository.git('add', 'peach.yaml', '.gitmodules', '.gitattributes');
  repository.git('commit', '--quiet', '--message', 'Submodule');
  const scheduler = await start({ repositories: [{ url: repository.root }] });

  const run = await scheduler.nextEnd('debr/work');

  const log = await scheduler.log(run.id);
  expect(log).toContain('submodules are not fetched, so these folders are empty: lib');
  expect(log).toContain('files in Git LFS are not fetched, so these hold pointers, not their contents: *.csv');
  expect((await scheduler.task('debr/far')).problems[0]?.message).toMatch(/^lib\/a\.ipynb can’t be read: it is a submodule or lies in one/);
});
