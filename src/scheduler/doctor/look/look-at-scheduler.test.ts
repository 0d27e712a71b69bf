import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { fakeOrganisation } from '../../api/test-support/fake-data';
import { startTestApi, TEST_TOKEN, type TestApi } from '../../api/test-support/test-api';
import { lookAtScheduler } from './look-at-scheduler';

let api: TestApi | null = null;
let server: Server | null = null;

afterEach(async () => {
  await api?.close();
  server?.closeAllConnections();
  server?.close();
  api = null;
  server = null;
});

async function listen(answer: RequestListener): Promise<string> {
  const started = createServer(answer);
  server = started;
  await new Promise<void>(resolve => started.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

it('takes its health and its organisations, also where a loop stands still', async () => {
  api = await startTestApi();
  api.scheduler.loops = [{ name: 'debr', lap: 2, standing_still: true }];
  api.scheduler.organisations = [fakeOrganisation('debr')];

  expect(await lookAtScheduler({ url: api.url, token: TEST_TOKEN })).toMatchObject({
    kind: 'answered',
    url: api.url,
    health: { version: '1.2.3', loops: [{ name: 'debr', standing_still: true }] },
    organisations: [{ codops: 'debr' }],
    ahead: 0
  });
});

it('tells that the secret is wrong', async () => {
  api = await startTestApi();

  expect(await lookAtScheduler({ url: api.url, token: 'x'.repeat(40) })).toEqual({ kind: 'refused', url: api.url });
});

it('tells that something else answers there', async () => {
  const url = await listen((_request, response) => response.writeHead(404).end('<html>'));

  expect(await lookAtScheduler({ url, token: TEST_TOKEN })).toEqual({ kind: 'unknown', url, status: 404, version: null });
});

it('tells the version of a scheduler that it does not understand', async () => {
  const url = await listen((_request, response) => response.end('{"version": "9.0.0", "laps": 3}'));

  expect(await lookAtScheduler({ url, token: TEST_TOKEN })).toEqual({ kind: 'unknown', url, status: 200, version: '9.0.0' });
});

it('tells that nobody answers, or not in time', async () => {
  const url = await listen(() => undefined);
  expect(await lookAtScheduler({ url, token: TEST_TOKEN }, 300)).toEqual({ kind: 'silent', url, why: 'no answer in 0.3 s' });

  server?.closeAllConnections();
  await new Promise(resolve => server?.close(resolve));
  expect(await lookAtScheduler({ url, token: TEST_TOKEN })).toEqual({ kind: 'silent', url, why: 'ECONNREFUSED' });
});

it.each([
  [600_000, 590_000, 610_000],
  [-600_000, -610_000, -590_000]
])('tells by how much its clock differs: %i ms', async (difference, least, most) => {
  api = await startTestApi();
  const { url: real } = api;
  const url = await listen((request, response) => {
    void fetch(`${real}${request.url ?? ''}`, { headers: { authorization: request.headers.authorization ?? '' } }).then(async answer => {
      response.setHeader('date', new Date(Date.now() + difference).toUTCString());
      response.writeHead(answer.status).end(await answer.text());
    });
  });

  const look = await lookAtScheduler({ url, token: TEST_TOKEN });

  const ahead = look.kind === 'answered' ? (look.ahead ?? 0) : 0;
  expect(ahead).toBeGreaterThan(least);
  expect(ahead).toBeLessThan(most);
});

it('goes on where organisations are told in another way, or without a date', async () => {
  api = await startTestApi();
  const health = await (await api.fetch('/api/health')).text();
  const url = await listen((request, response) => {
    response.sendDate = false;
    response.end(request.url === '/api/health' ? health : '{"organisations": [{}]}');
  });

  expect(await lookAtScheduler({ url, token: TEST_TOKEN })).toMatchObject({ kind: 'answered', organisations: null, ahead: null });
});
