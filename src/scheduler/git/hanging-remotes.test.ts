import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { IGit } from '../ports';
import { createGit } from './create-git';
import { serveGitOverHttp, type GitHttpServer, type HttpFault } from './test-support/git-http-server';
import { makeTestRepository, silentLogger, testClock, type TestRepository } from './test-support/make-test-repository';

const NEVER = new AbortController().signal;

let there: TestRepository;
const open: (() => Promise<unknown>)[] = [];

beforeEach(() => {
  there = makeTestRepository();
  // Nothing of what the person who runs the tests has set up.
  vi.stubEnv('GIT_CONFIG_GLOBAL', join(there.folder, 'gitconfig'));
  writeFileSync(join(there.folder, 'gitconfig'), '');
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map(close => close()));
  there.remove();
});

async function serve(fault: HttpFault): Promise<GitHttpServer> {
  const server = await serveGitOverHttp(there.folder, fault);
  open.push(() => server.close());
  return server;
}

/** A server that accepts, sends `words` and then nothing. */
async function serveSilence(words: string): Promise<number> {
  const sockets: Socket[] = [];
  const server: Server = createServer(socket => {
    sockets.push(socket.on('error', () => undefined));
    socket.write(words);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  open.push(async () => {
    sockets.forEach(socket => socket.destroy());
    await new Promise(resolve => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

function newGit(limits: { readonly silence?: number }): IGit {
  return createGit({ stateDir: join(there.folder, 'state'), clock: testClock, logger: silentLogger, keeperThread: null, ...limits });
}

/** What a fetch from `url` is refused with, where nothing comes for 0.6 s. */
async function refusalOf(url: string, by = newGit({ silence: 600 })): Promise<string> {
  const opened = await by.open({ url, branch: null, organisations: null });
  const fetched = opened.ok ? await opened.value.fetch(NEVER) : opened;
  return fetched.ok ? '' : fetched.refusal.message;
}

function script(name: string, lines: string): string {
  const path = join(there.folder, name);
  writeFileSync(path, `#!/bin/sh\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

const SILENT = /can't be fetched: nothing came for 0\.6 s.*; see whether the remote answers/;

it.each([
  ['http', ''],
  ['http', 'HTTP/1.1 200 OK\r\nContent-Type: application/x-git-upload-pack-advertisement\r\nContent-Length: 500\r\n\r\n001e#'],
  ['git', ''],
  ['git', '00']
])('ends a fetch by %s from who accepts, sends %j and then nothing', async (scheme, words) => {
  const port = await serveSilence(words);

  expect(await refusalOf(`${scheme}://127.0.0.1:${port}/a.git`)).toMatch(SILENT);
});

it('ends a fetch that stops in the middle of the pack', async () => {
  there.commit({ data: Uint8Array.from({ length: 200_000 }, () => Math.random() * 256) });
  const whole = await serve(() => false);
  let halves = 0;
  const server = await serve((request, response) => {
    if (request.method !== 'POST') {
      return false;
    }
    void passHalf(`${whole.url}${request.url}`, request, response).then(isHalf => {
      halves += isHalf ? 1 : 0;
    });
    return true;
  });

  expect(await refusalOf(`${server.url}/work/.git`)).toMatch(SILENT);
  expect(halves).toBe(1);
});

const PASSED = ['content-type', 'accept', 'git-protocol', 'content-encoding'];

/** Passes a request on and gives back the first half of a long answer only: true where it did. */
async function passHalf(url: string, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const parts: Buffer[] = [];
  for await (const part of request) {
    parts.push(part as Buffer);
  }
  const headers = PASSED.flatMap((name): [string, string][] => [request.headers[name]].flat().map(value => [name, value ?? '']));
  const answer = await fetch(url, { method: 'POST', headers: headers.filter(([, value]) => value !== ''), body: Buffer.concat(parts) });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const isLong = bytes.length > 100_000;
  response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '', 'content-length': bytes.length });
  response.write(isLong ? bytes.subarray(0, bytes.length / 2) : bytes);
  if (!isLong) {
    response.end();
  }
  return isLong;
}

it('ends an ssh that hangs', async () => {
  vi.stubEnv('GIT_SSH_COMMAND', script('ssh', 'sleep 600'));

  expect(await refusalOf('ssh://git@localhost/a.git')).toMatch(SILENT);
});

it('ends an ssh that hangs and that the settings of git name', async () => {
  writeFileSync(join(there.folder, 'gitconfig'), `[core]\n\tsshCommand = ${script('ssh', 'sleep 600')}\n`);

  expect(await refusalOf('git@localhost:a.git')).toMatch(SILENT);
});

const locked: HttpFault = (request, response) => {
  if (request.headers.authorization === undefined) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    return true;
  }
  return false;
};

it('says that a password is asked for, and what to do', async () => {
  const server = await serve(locked);

  expect(await refusalOf(`${server.url}/work/.git`, newGit({}))).toMatch(
    /can't be fetched: could not read Username for 'http:\S+: terminal prompts disabled; give git credentials for it that nobody has to type/
  );
});

it('uses the credentials of a helper, and ends a helper that hangs', async () => {
  there.commit({ a: '1' });
  const server = await serve(locked);
  const config = join(there.folder, 'gitconfig');
  writeFileSync(config, `[credential]\n\thelper = ${script('helper', 'echo username=ada; echo password=s3cret')}\n`);

  expect(await refusalOf(`${server.url}/work/.git`, newGit({}))).toBe('');
  expect(server.credentials).toContain('ada:s3cret');

  writeFileSync(config, `[credential]\n\thelper = ${script('helper', 'sleep 600')}\n`);
  expect(await refusalOf(`${server.url}/work/.git`)).toMatch(SILENT);
});

it('says that credentials are wrong, and never tells them', async () => {
  const server = await serve((_, response) => {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    return true;
  });

  const refused = await refusalOf(`${server.url.replace('//', '//ada:p%40ssw0rd@')}/work/.git`, newGit({}));

  expect(refused).toMatch(/Authentication failed for 'http:\/\/127\.0\.0\.1:\d+\/work\/\.git\/?'; give git credentials/);
  expect(refused).not.toMatch(/ada|p%40ss|p@ss/);
});

it('never tells a secret that the remote repeats', async () => {
  const server = await serve((request, response) => {
    const told = `no access to ${request.headers.host}${request.url} by p@ssw0rd ${request.headers.authorization ?? ''}`;
    response.writeHead(403, { 'content-type': 'text/plain' }).end(told);
    return true;
  });

  const refused = await refusalOf(`${server.url.replace('//', '//ada:p%40ssw0rd@')}/a.git?private_token=t0psecret`, newGit({}));

  expect(refused).toContain('no access to');
  expect(refused).not.toMatch(/p%40ssw0rd|p@ssw0rd|t0psecret|YWRh/);
});

it('fetches another one while one hangs', async () => {
  const hash = there.commit({ a: '1' });
  vi.stubEnv('GIT_SSH_COMMAND', script('ssh', `touch ${there.folder}/hangs; sleep 600`));
  const hanging = new AbortController();
  const git = newGit({});
  const [stuck, server] = [await git.open({ url: 'ssh://localhost/a', branch: null, organisations: null }), await serve(() => false)];
  const fetching = stuck.ok ? stuck.value.fetch(hanging.signal) : null;
  await vi.waitFor(() => expect(existsSync(join(there.folder, 'hangs'))).toBe(true), { timeout: 20_000 });

  const other = await git.open({ url: `${server.url}/work/.git`, branch: null, organisations: null });
  const fetched = other.ok ? await other.value.fetch(NEVER) : other;

  expect(fetched).toMatchObject({ ok: true });
  expect(other.ok && (await other.value.head())).toMatchObject({ ok: true, value: { commit: { hash } } });
  hanging.abort();
  await fetching;
});
