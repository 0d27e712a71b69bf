import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createWebhooks } from './create-webhooks';

let server: Server;
let url: string;
let received: { readonly headers: Readonly<Record<string, unknown>>; readonly body: string }[];

beforeEach(async () => {
  received = [];
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      received.push({ headers: request.headers, body });
      const status = Number(/status=(\d+)/.exec(request.url ?? '')?.[1] ?? 200);
      if (status > 0) {
        response.writeHead(status, { location: '/elsewhere' }).end('thanks');
      }
    });
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/secret`;
});

afterEach(() => {
  server.closeAllConnections();
  server.close();
});

it('sends JSON', async () => {
  expect(await createWebhooks().post(url, { text: 'größe' })).toEqual({ ok: true, value: null });

  expect(received).toMatchObject([{ headers: { 'content-type': 'application/json' }, body: '{"text":"größe"}' }]);
});

it.each([
  ['?status=500', /^127\.0\.0\.1:\d+ answered 500$/],
  ['?status=302', /^127\.0\.0\.1:\d+ answered 302$/],
  ['?status=0', /^127\.0\.0\.1:\d+ did not answer: TimeoutError$/]
])('says without the address’s secrets that %s is no success', async (query, words) => {
  const sent = await createWebhooks(200).post(url + query, {});

  expect(sent).toMatchObject({ ok: false, refusal: { message: expect.stringMatching(words) as string } });
  expect(received).toHaveLength(1);
});

it('says that nobody is there', async () => {
  await new Promise(resolve => server.close(resolve));

  expect(await createWebhooks().post(url, {})).toMatchObject({
    ok: false,
    refusal: { message: expect.stringMatching(/^127\.0\.0\.1:\d+ did not answer: ECONNREFUSED$/) as string }
  });
});
