import { parentPort, type MessagePort } from 'node:worker_threads';
import { createTreeKeeper } from './tree-keeper';
import type { KeeperAnswer, KeeperCall } from './keeper-messages';

/** Answers the calls of a threaded keeper on `port`. They take turns: one that removes a large copy holds up no other for long. */
function answerCalls(port: MessagePort): void {
  const keeper = createTreeKeeper();
  port.on('message', (call: KeeperCall) => void answer(call).then(reply => port.postMessage(reply)));

  async function answer({ id, method, root }: KeeperCall): Promise<KeeperAnswer> {
    try {
      return { id, ok: true, value: await keeper[method](root) };
    } catch (error) {
      const { message, code } = error as NodeJS.ErrnoException;
      return { id, ok: false, message, code };
    }
  }
}

if (parentPort !== null) {
  answerCalls(parentPort);
}
