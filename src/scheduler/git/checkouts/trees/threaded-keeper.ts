import { Worker } from 'node:worker_threads';
import type { KeeperAnswer, KeeperCall } from './keeper-messages';
import type { ITreeKeeper, TreeSize } from './tree-keeper';

type Pending = { readonly resolve: (value: unknown) => void; readonly reject: (error: unknown) => void };

/**
 * A keeper in a thread of its own, which is started when it is first needed: looking at 20,000 files takes some 0.1 s, and whatever
 * else the scheduler does would wait meanwhile. `source` is the thread's whole program.
 */
export function createThreadedKeeper(source: string): ITreeKeeper {
  const pending = new Map<number, Pending>();
  let worker: Worker | null = null;
  let lastId = 0;

  function settle(answer: KeeperAnswer): void {
    const call = pending.get(answer.id);
    pending.delete(answer.id);
    if (pending.size === 0) {
      worker?.unref();
    }
    if (answer.ok) {
      call?.resolve(answer.value);
    } else {
      call?.reject(Object.assign(new Error(answer.message), { code: answer.code }));
    }
  }

  /** What it remembered is gone with it; its copies are thrown away as they come back. */
  function lose(error: unknown): void {
    worker = null;
    const calls = [...pending.values()];
    pending.clear();
    calls.forEach(({ reject }) => reject(error));
  }

  function start(): Worker {
    const started = new Worker(source, { eval: true, name: 'working copies' });
    started.on('message', settle);
    started.on('error', lose);
    started.on('exit', () => started === worker && lose(new Error('the thread that looks after working copies has ended')));
    return started;
  }

  function call(method: KeeperCall['method'], root: string): Promise<unknown> {
    const thread = (worker ??= start());
    lastId += 1;
    const id = lastId;
    thread.ref();
    return new Promise((resolve, reject) => {
      pending.set(id, { resolve, reject });
      thread.postMessage({ id, method, root } satisfies KeeperCall);
    });
  }

  return {
    record: async root => (await call('record', root)) as TreeSize,
    restore: async root => ((await call('restore', root)) === 'whole' ? 'whole' : 'incomplete'),
    discard: async root => (await call('discard', root)) === true
  };
}
