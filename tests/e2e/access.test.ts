import { execFile, execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { request as ask, type IncomingMessage } from 'node:http';
import { createServer, request as askSecurely } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { useBench } from './support/bench';
import { createRepository, notebook } from './support/repository';
import { PEACH } from './support/paths';
import { knowsTask } from './support/scheduler';
import { until } from './support/until';

const bench = useBench();

const member = (name: string, role: string, organisations: readonly string[] | 'all') => ({
  name,
  token_sha256: createHash('sha256').update(`token of ${name}`.replaceAll(' ', '-')).digest('hex'),
  role,
  organisations
});

/** A task that looks at its own organisation and at another with what it was given. */
const LOOK = `
import json, os, urllib.request, urllib.error
def status(method, path):
    headers = {"Authorization": "Bearer " + os.environ["PEACH_TOKEN"]}
    request = urllib.request.Request(os.environ["PEACH_URL"] + path, method=method, headers=headers)
    try:
        return urllib.request.urlopen(request).status
    except urllib.error.HTTPError as error:
        return error.code
def task():
    return {
        "own": status("GET", "/api/tasks/debr/look"),
        "act": status("POST", "/api/tasks/debr/other/pause"),
        "others": status("GET", "/api/tasks/sesr/work"),
        "end": status("POST", "/api/shutdown"),
        "token": os.environ["PEACH_TOKEN"],
    }
def other():
    return 1
`;

it('a run reaches its organisation and no other, until it ends; members see theirs; all that they change is written down', async () => {
  const { directory, start } = bench();
  const debr = createRepository(join(directory, 'debr'));
  debr.write('a.ipynb', notebook(LOOK));
  debr.write(
    'peach.yaml',
    'codops: debr\ntasks:\n  look: {notebook: a.ipynb, method: task, executor: python, schedule: "0 0 1 1 *"}\n  other: {notebook: a.ipynb, method: other, executor: python, schedule: "0 0 1 1 *"}\n'
  );
  debr.commit('Tasks');
  const sesr = createRepository(join(directory, 'sesr'));
  sesr.write('a.ipynb', notebook('def task(): pass'));
  sesr.write('peach.yaml', 'codops: sesr\ntasks:\n  work: {notebook: a.ipynb, method: task, executor: python}\n');
  sesr.commit('Tasks');
  const access = [member('ada', 'operator', ['debr']), member('eve', 'viewer', ['sesr'])];
  const scheduler = await start({
    repositories: [
      { url: debr.root, organisations: ['debr'] },
      { url: sesr.root, organisations: ['sesr'] }
    ],
    extra: { access }
  });
  await knowsTask(scheduler, 'debr/look');
  await knowsTask(scheduler, 'sesr/work');
  const as = async (name: string, method: string, path: string): Promise<number> => {
    const headers = { authorization: `Bearer token-of-${name}` };
    return (await fetch(`${scheduler.address.url}${path}`, { method, headers })).status;
  };

  expect(await as('ada', 'POST', '/api/tasks/debr/look/runs')).toBe(202);
  const run = await scheduler.nextEnd('debr/look');
  const seen = run.result as Readonly<Record<string, unknown>>;
  expect(seen).toMatchObject({ own: 200, act: 200, others: 404, end: 403 });
  expect(seen.token).not.toBe(scheduler.address.token);
  const late = await fetch(`${scheduler.address.url}/api/tasks/debr/look`, { headers: { authorization: `Bearer ${String(seen.token)}` } });
  expect(late.status).toBe(401);

  expect(await as('eve', 'GET', '/api/tasks/debr/look')).toBe(404);
  expect(await as('eve', 'GET', `/api/runs/${run.id}/log`)).toBe(404);
  expect(await as('eve', 'POST', '/api/tasks/sesr/work/runs')).toBe(403);
  expect(await as('mallory', 'GET', '/api/health')).toBe(401);
  const audit = join(directory, 'state', 'audit.log');
  expect(statSync(audit).mode & 0o777).toBe(0o600);
  expect(
    readFileSync(audit, 'utf8')
      .trimEnd()
      .split('\n')
      .map(line => JSON.parse(line) as unknown)
  ).toMatchObject([
    { principal: 'member', name: 'ada', action: 'run_now', subject: 'debr/look', refused: null },
    { principal: 'run', name: run.id, action: 'pause', subject: 'debr/other', refused: null },
    { principal: 'run', name: run.id, action: 'shutdown', refused: 'forbidden' },
    { principal: 'member', name: 'eve', action: 'run_now', subject: 'sesr/work', refused: 'forbidden' }
  ]);
});

it('SIGHUP reads the configuration again: members, repositories and loops; what is wrong changes nothing', async () => {
  const { directory, start } = bench();
  const [first, second] = ['debr', 'sesr'].map(codops => {
    const repository = createRepository(join(directory, codops));
    repository.write('a.ipynb', notebook('def task(): pass'));
    repository.write('peach.yaml', `codops: ${codops}\ntasks:\n  work: {notebook: a.ipynb, method: task, executor: python}\n`);
    repository.commit('Tasks');
    return { url: repository.root, organisations: [codops] };
  });
  const scheduler = await start({ repositories: [first!], extra: { access: [member('ada', 'viewer', 'all')] } });
  await knowsTask(scheduler, 'debr/work');
  const file = join(directory, 'state', 'config.json');
  const written = JSON.parse(readFileSync(file, 'utf8')) as object;
  const reread = (next: object | string): void => {
    writeFileSync(file, typeof next === 'string' ? next : JSON.stringify(next));
    scheduler.process.kill('SIGHUP');
  };
  const status = async (name: string): Promise<number> =>
    (await fetch(`${scheduler.address.url}/api/health`, { headers: { authorization: `Bearer token-of-${name}` } })).status;
  expect([await status('ada'), await status('eve')]).toEqual([200, 401]);

  reread({ ...written, access: [member('eve', 'viewer', 'all')], repositories: [second], listen: '127.0.0.1:1' });
  await until('eve may ask', async () => (await status('eve')) === 200 || null);
  expect(await status('ada')).toBe(401);
  expect(await scheduler.nextEnd('sesr/work')).toMatchObject({ status: 'SUCCESS' });
  await until('its repository is let go', async () => (await scheduler.task('debr/work')).held);
  const log = (): string => readFileSync(join(directory, 'state', 'test.log'), 'utf8');
  expect(log()).toContain('"waiting":["listen"]');

  reread('access: [{name: ada}]\n');
  await until('it says what is wrong', () => log().includes('the configuration stays as it was') || null);
  expect(log()).toMatch(/config\.json:1:\d+: .*token_sha256/);
  expect(await status('eve')).toBe(200);

  reread(written);
  await until('ada may ask again', async () => (await status('ada')) === 200 || null);
  const before = (await scheduler.runs('debr/work'))[0]?.id ?? '';
  expect(await scheduler.nextEnd('debr/work', before)).toMatchObject({ status: 'SUCCESS' });
});

it('is reached through a proxy with TLS, by programs and by the command', { timeout: 120_000 }, async () => {
  const { directory, start } = bench();
  const repository = createRepository(join(directory, 'debr'));
  repository.write('a.ipynb', notebook('def task(): return 1'));
  repository.write(
    'peach.yaml',
    'codops: debr\ntasks:\n  work: {notebook: a.ipynb, method: task, executor: python, schedule: "0 0 1 1 *"}\n'
  );
  repository.commit('Tasks');
  const [key, certificate] = [join(directory, 'key.pem'), join(directory, 'certificate.pem')];
  const name = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-keyout', key, '-out', certificate, ...name], {
    stdio: 'ignore'
  });
  let target = '';
  // As a proxy does it: Host as the client wrote it.
  const proxy = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (incoming, outgoing) => {
    const forwarded = ask(`${target}${incoming.url ?? ''}`, { method: incoming.method!, headers: incoming.headers }, answer => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(forwarded);
  });
  proxy.on('upgrade', (incoming, socket: Duplex) => {
    const { hostname, port } = new URL(target);
    const onward = connect(Number(port), hostname, () => {
      const headers = incoming.rawHeaders.map((text, place) => (place % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
      onward.write(`${incoming.method} ${incoming.url} HTTP/1.1\r\n${headers}\r\n`);
      socket.pipe(onward).pipe(socket);
    });
    onward.on('error', () => socket.destroy());
    socket.on('error', () => onward.destroy());
  });
  await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void proxy.close());
  const publicUrl = `https://localhost:${(proxy.address() as AddressInfo).port}`;
  const scheduler = await start({
    repositories: [{ url: repository.root }],
    extra: { access: [member('ada', 'operator', ['debr'])], public_url: publicUrl }
  });
  target = scheduler.address.url;
  await knowsTask(scheduler, 'debr/work');

  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const headers = { authorization: 'Bearer token-of-ada', origin: publicUrl };
    askSecurely(`${publicUrl}/api/tasks/debr/work`, { headers, ca: readFileSync(certificate) }, resolve)
      .on('error', reject)
      .end();
  });
  expect(answer.statusCode).toBe(200);
  answer.destroy();
  const environment = { ...process.env, NODE_EXTRA_CA_CERTS: certificate, ADA: 'token-of-ada' };
  const { stderr } = await promisify(execFile)(PEACH, ['run', 'debr/work', '--url', publicUrl, '--token-env', 'ADA'], { env: environment });
  expect(stderr).toContain('SUCCESS');
});
