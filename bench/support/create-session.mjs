// Everything one measure makes or starts, so that nothing of it stays.
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * `folder` is its own. `defer(end)` answers a function that ends something now; `close()` ends what is left, the newest
 * first; `remove()` removes the folder. `failed` rejects once somebody calls `fail`.
 */
export function createSession() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'peach-bench-')));
  const open = [];
  const { promise: failed, reject: fail } = Promise.withResolvers();
  failed.catch(() => {});
  return {
    folder,
    failed,
    fail,
    defer: end => {
      open.push(end);
      return async () => {
        const place = open.indexOf(end);
        if (place >= 0) {
          open.splice(place, 1);
          await end();
        }
      };
    },
    close: async () => {
      while (open.length > 0) {
        await open.pop()();
      }
    },
    remove: () => rmSync(folder, { recursive: true, force: true })
  };
}
