// @vitest-environment jsdom
import '../test-support/lab-globals';
import { execFileSync } from 'node:child_process';
import type { Kernel } from '@jupyterlab/services';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { kernelPackages } from './kernel-packages';
import { packageQuestion } from './package-question';

const WANTED = [{ distribution: 'pandas', modules: ['pandas'] }];
type Message = { readonly content: unknown };

/** A kernel that prints `text` and then replies. */
function kernelOf(change: Partial<Record<string, unknown>> = {}, text = '{"pandas": ["pandas", "2.2.3"]}\n', status = 'ok') {
  const dispose = vi.fn();
  const requestExecute = vi.fn(() => {
    const future = {
      dispose,
      onIOPub: (() => undefined) as (message: Message) => void,
      done: Promise.resolve().then(() => {
        future.onIOPub({ content: { execution_state: 'busy' } });
        future.onIOPub({ content: { name: 'stderr', text: 'a warning' } });
        future.onIOPub({ content: { name: 'stdout', text: text.slice(0, 5) } });
        future.onIOPub({ content: { name: 'stdout', text: text.slice(5) } });
        return { content: { status } };
      })
    };
    return future;
  });
  const kernel = {
    status: 'idle',
    isDisposed: false,
    info: Promise.resolve({ language_info: { name: 'python' } }),
    requestExecute,
    ...change
  };
  const context = { session: { kernel: kernel as unknown as Kernel.IKernelConnection } } as Parameters<typeof kernelPackages>[0];
  return { packages: kernelPackages(context), requestExecute, dispose };
}

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

describe('kernelPackages', () => {
  it('asks silently, without a place in the history, and reads what is printed', async () => {
    const { packages, requestExecute } = kernelOf();
    expect(await packages.versions(WANTED)).toEqual({
      kind: 'known',
      versions: new Map([['pandas', { name: 'pandas', version: '2.2.3' }]])
    });
    expect(requestExecute).toHaveBeenCalledWith(
      expect.objectContaining({ silent: true, store_history: false, stop_on_error: false, allow_stdin: false })
    );
  });

  it.each([
    ['busy', 'busy'],
    ['starting', 'busy'],
    ['dead', 'busy']
  ])('does not ask one that is %s', async (status, kind) => {
    const { packages, requestExecute } = kernelOf({ status });
    expect(await packages.versions(WANTED)).toEqual({ kind });
    expect(requestExecute).not.toHaveBeenCalled();
  });

  it('knows no kernel, and one of another language', async () => {
    expect(await kernelPackages({ session: null }).versions(WANTED)).toEqual({ kind: 'no_kernel' });
    const info = Promise.resolve({ language_info: { name: 'R' } });
    expect(await kernelOf({ info }).packages.versions(WANTED)).toEqual({ kind: 'other_language' });
  });

  it.each([
    ['an error', '', 'error'],
    ['no JSON', 'nonsense', 'ok'],
    ['other JSON', '7', 'ok']
  ])('takes %s for no answer', async (_, text, status) => {
    expect(await kernelOf({}, text, status).packages.versions(WANTED)).toEqual({ kind: 'silent' });
  });

  it('waits three seconds at most', async () => {
    const { packages } = kernelOf({ info: new Promise(() => undefined) });
    const answer = packages.versions(WANTED);
    await vi.advanceTimersByTimeAsync(3000);
    expect(await answer).toEqual({ kind: 'silent' });
  });

  it('takes a rejection for no answer', async () => {
    expect(await kernelOf({ info: Promise.reject(new Error('gone')) }).packages.versions(WANTED)).toEqual({ kind: 'silent' });
  });
});

describe('packageQuestion', () => {
  it('is Python that finds distributions by name or by module, and leaves nothing behind', () => {
    const wanted = [
      { distribution: 'jupyterlab', modules: ['jupyterlab'] },
      { distribution: 'no-such-name', modules: ['jupyterlab_server'] },
      { distribution: 'nowhere "at\\all', modules: [] }
    ];
    const code = `${packageQuestion(wanted)}\nprint([name for name in dir() if not name.startswith("__")])`;
    const [found = '', names] = execFileSync('python', ['-c', code], { encoding: 'utf8' }).trim().split('\n');
    expect(JSON.parse(found)).toEqual({
      jupyterlab: ['jupyterlab', expect.stringMatching(/^4\./) as unknown],
      'no-such-name': ['jupyterlab_server', expect.any(String) as unknown]
    });
    expect(names).toBe('[]');
  });
});
