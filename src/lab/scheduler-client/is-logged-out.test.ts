// @vitest-environment jsdom
import { ServerConnection } from '@jupyterlab/services';
import { expect, it } from 'vitest';
import { isLoggedOut } from './is-logged-out';

const server = (answer: typeof fetch) => ServerConnection.makeSettings({ baseUrl: 'http://localhost:1/', fetch: answer });

it.each([
  [200, false],
  [401, true],
  [403, true],
  [503, false]
])('an answer with status %i means %s', async (status, loggedOut) => {
  expect(await isLoggedOut(server(() => Promise.resolve(new Response('{}', { status }))))).toBe(loggedOut);
});

it('is not known where nobody answers', async () => {
  expect(await isLoggedOut(server(() => Promise.reject(new TypeError('gone'))))).toBe(false);
});
