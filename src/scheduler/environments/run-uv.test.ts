import { expect, it } from 'vitest';
import { withoutHandles } from '../test-support/without-handles';
import { runUv } from './run-uv';

it('says that uv could not be started, also for want of handles', async () => {
  const call = { uv: '/nowhere/uv', args: [], input: '', signal: new AbortController().signal };

  expect(await runUv(call)).toEqual({ ok: false, log: '/nowhere/uv could not be started: spawn /nowhere/uv ENOENT\n' });
  const unable = await withoutHandles(() => runUv(call));
  expect([unable.ok, unable.log]).toEqual([false, expect.stringContaining('EMFILE')]);
});
