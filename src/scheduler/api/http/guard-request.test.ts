import { WebSocket } from 'ws';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTestApi, TEST_TOKEN, testApiOptions, type TestApi } from '../test-support/test-api';

let api: TestApi;

beforeEach(async () => {
  api = await startTestApi({ headersTimeout: 300, requestTimeout: 500 });
});

afterEach(() => api.close());

type Head = {
  readonly path?: string;
  readonly host?: string | null;
  readonly origin?: string;
  readonly token?: string | null;
  readonly extra?: string;
};

function head({ path = '/api/health', host = `127.0.0.1:${api.port}`, origin, token = TEST_TOKEN, extra = '' }: Head): string {
  const lines = [
    `GET ${path} HTTP/1.1`,
    ...(host === null ? [] : [`Host: ${host}`]),
    ...(origin === undefined ? [] : [`Origin: ${origin}`]),
    ...(token === null ? [] : [`Authorization: Bearer ${token}`])
  ];
  return `${lines.join('\r\n')}\r\n${extra === '' ? 'Connection: close\r\n' : extra}\r\n`;
}

const upgrade = 'Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n';
const places = [
  '/api/health',
  '/api/tasks/debr/x',
  '/metrics',
  '/nothing',
  '/api/%zz',
  '/api/events',
  'http://evil.example/api/health',
  '*'
];

describe('the secret', () => {
  it.each(places)('is needed for %s, and the answer to a wrong or absent one tells nothing', async path => {
    const absent = await api.raw(head({ path, token: null }));
    const wrong = await api.raw(head({ path, token: `${TEST_TOKEN}x` }));

    expect(absent).toMatch(/^HTTP\/1.1 401 /);
    expect(absent.toLowerCase()).toContain('cache-control: no-store');
    expect(absent).toContain('"code":"unauthorised"');
    expect(wrong.split('\r\n\r\n')[1]).toBe(absent.split('\r\n\r\n')[1]);
  });

  it.each(['/api/events', '/api/attach?root=/home', '/nothing'])('is needed before the handshake of %s', async path => {
    const answer = await api.raw(head({ path, token: 'wrong', extra: upgrade }));

    expect(answer).toMatch(/^HTTP\/1.1 401 /);
    expect(answer).toContain('"code":"unauthorised"');
  });

  it('is asked for before a body is read', async () => {
    const request = head({
      token: null,
      path: '/api/preflight',
      extra: 'Content-Type: application/json\r\nContent-Length: 60000000\r\n'
    }).replace('GET', 'POST');

    const answer = await api.raw(`${request}{"organisation`);

    expect(answer).toMatch(/^HTTP\/1.1 401 /);
  });
});

describe('the Host header', () => {
  it.each(['localhost', '127.0.0.1', '[::1]', 'LocalHost'])('may name this machine as %s', async host => {
    expect(await api.raw(head({ host: `${host}:${api.port}` }))).toMatch(/^HTTP\/1.1 200 /);
  });

  it.each([
    'evil.example',
    '127.0.0.1',
    '127.0.0.1:1',
    'localhost.evil.example:PORT',
    '127.0.0.1:PORT.evil.example',
    'evil.example:PORT',
    'localhost.:PORT',
    ''
  ])('may not be %j, whoever has the secret', async host => {
    const named = host.replace('PORT', String(api.port));

    for (const extra of ['', upgrade]) {
      const answer = await api.raw(head({ host: named, extra, path: '/api/events' }));
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
      expect(answer).toContain('"code":"forbidden_host"');
    }
  });

  it('may not be absent or there twice', async () => {
    expect(await api.raw(head({ host: null }))).toMatch(/^HTTP\/1.1 400 /);
    expect(await api.raw(head({ extra: `Host: localhost:${api.port}\r\nConnection: close\r\n` }))).toMatch(/^HTTP\/1.1 40[03] /);
    expect(await api.raw(head({ host: null }).replace('HTTP/1.1', 'HTTP/1.0'))).toMatch(/^HTTP\/1.1 403 /);
  });
});

describe('the Origin header', () => {
  it('may be the one that the request is sent to', async () => {
    expect(await api.raw(head({ origin: `http://127.0.0.1:${api.port}` }))).toMatch(/^HTTP\/1.1 200 /);
  });

  it.each([
    'http://evil.example',
    'null',
    'http://localhost:1',
    'http://localhost:PORT',
    'https://127.0.0.1:PORT',
    'http://127.0.0.1:PORT.evil.example',
    ''
  ])('may not be %j, whoever has the secret', async origin => {
    const named = origin.replace('PORT', String(api.port));

    for (const extra of ['', upgrade]) {
      const answer = await api.raw(head({ origin: named, extra, path: '/api/events' }));
      expect(answer).toMatch(/^HTTP\/1.1 403 /);
      expect(answer).toContain('"code":"forbidden_origin"');
    }
  });

  it('may not be there twice, once right and once wrong', async () => {
    const answer = await api.raw(
      head({ origin: `http://127.0.0.1:${api.port}`, extra: 'Origin: http://evil.example\r\nConnection: close\r\n' })
    );

    expect(answer).toMatch(/^HTTP\/1.1 403 /);
  });
});

describe('hostile connections', () => {
  it('are ended when the head does not come in time', async () => {
    const answer = await api.raw('GET /api/health HTTP/1.1\r\nHost: ');

    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('"code":"bad_request"');
  });

  it('are ended when the body does not come in time', async () => {
    const request = head({ path: '/api/preflight', extra: 'Content-Type: application/json\r\nContent-Length: 100\r\n' }).replace(
      'GET',
      'POST'
    );

    expect(await api.raw(`${request}{`)).toMatch(/^(HTTP\/1.1 408 |$)/);
  });

  it('get 400 for what is not HTTP, and 431 for headers without end', async () => {
    expect(await api.raw('\x16\x03\x01\x02\x00\r\n\r\n')).toMatch(/^HTTP\/1.1 400 /);
    expect(await api.raw(`GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1.1 431 /);
  });

  it('get no tunnel', async () => {
    expect(await api.raw(`CONNECT evil.example:443 HTTP/1.1\r\nHost: 127.0.0.1:${api.port}\r\n\r\n`)).not.toMatch(/^HTTP\/1.1 2/);
  });

  it('get no websocket where there is none, nor with half a handshake', async () => {
    expect(await api.raw(head({ path: '/api/tasks', extra: upgrade }))).toMatch(/^HTTP\/1.1 404 /);
    expect(await api.raw(head({ path: '/api/attach', extra: upgrade }))).toMatch(/^HTTP\/1.1 400 /);
    expect(await api.raw(head({ path: '/api/attach?root=relative', extra: upgrade }))).toMatch(/^HTTP\/1.1 400 /);
    const half = await api.raw(head({ path: '/api/events', extra: 'Connection: Upgrade\r\nUpgrade: websocket\r\n' }));
    expect(half).toMatch(/^HTTP\/1.1 400 /);
    expect(half).toContain('"code":"bad_request"');
  });

  it('leave the server well when they vanish in the middle', async () => {
    const socket = api.open();
    await new Promise(resolve => socket.once('connect', resolve));
    socket.write(head({ path: '/api/events', extra: upgrade }));
    socket.destroy();

    expect((await api.fetch('/api/health')).status).toBe(200);
  });
});

describe('listening', () => {
  it('is refused on an address that others can reach', async () => {
    const { createApi } = await import('../create-api');
    const other = createApi(testApiOptions({ services: api.scheduler.services }));

    await expect(other.listen('0.0.0.0', 0)).rejects.toThrow('loopback');
    await other.close();
  });

  it('works on IPv6 and by the name localhost', async () => {
    const { createApi } = await import('../create-api');
    for (const [host, url] of [
      ['[::1]', /^http:\/\/\[::1\]:\d+$/],
      ['localhost', /^http:\/\/127\.0\.0\.1:\d+$/]
    ] as const) {
      const other = createApi(testApiOptions({ services: api.scheduler.services }));
      const listening = await other.listen(host, 0);
      other.open();

      expect(listening.url).toMatch(url);
      expect((await fetch(`${listening.url}/api/health`, { headers: { authorization: `Bearer ${TEST_TOKEN}` } })).status).toBe(200);
      await other.close();
    }
  });

  it('tells a websocket client without the secret so by its status', async () => {
    const socket = new WebSocket(`${api.url.replace('http', 'ws')}/api/events`);

    const error = await new Promise<Error>(resolve => socket.once('error', resolve));

    expect(error.message).toContain('401');
  });
});

describe('the address of a proxy in front', () => {
  let behind: TestApi;

  beforeEach(async () => {
    behind = await startTestApi({}, { publicUrl: new URL('https://peach.example.org/') });
  });

  afterEach(() => behind.close());

  const ask = (host: string, origin?: string): Promise<string> => behind.raw(head({ host, ...(origin === undefined ? {} : { origin }) }));

  it.each(['peach.example.org', 'Peach.Example.org:443'])('may be in Host as %s', async host => {
    expect(await ask(host)).toMatch(/^HTTP\/1.1 200 /);
    expect(await ask(host, 'https://peach.example.org')).toMatch(/^HTTP\/1.1 200 /);
  });

  it.each([
    ['other.example.org', undefined],
    ['peach.example.org:8080', undefined],
    ['peach.example.org.evil.example', undefined],
    ['peach.example.org', 'http://peach.example.org'],
    ['peach.example.org', 'https://evil.example'],
    [undefined, 'https://peach.example.org']
  ])('as Host %s with Origin %s is another', async (host, origin) => {
    expect(await ask(host ?? `127.0.0.1:${behind.port}`, origin)).toMatch(/^HTTP\/1.1 403 /);
  });

  it('leaves this machine’s own addresses as they were', async () => {
    expect(await ask(`127.0.0.1:${behind.port}`, `http://127.0.0.1:${behind.port}`)).toMatch(/^HTTP\/1.1 200 /);
  });
});

describe('before it is open', () => {
  it('everybody is told that it is starting, once he has shown who he is', async () => {
    const { createApi } = await import('../create-api');
    const starting = createApi(testApiOptions({ services: api.scheduler.services }));
    const { url } = await starting.listen('127.0.0.1', 0);
    const ask = (token: string): Promise<Response> => fetch(`${url}/api/health`, { headers: { authorization: `Bearer ${token}` } });

    expect((await ask('wrong')).status).toBe(401);
    expect(await (await ask(TEST_TOKEN)).json()).toMatchObject({ error: { code: 'starting' } });
    starting.open();
    expect((await ask(TEST_TOKEN)).status).toBe(200);
    await starting.close();
  });
});
