// Everything the bench has made or started, so that nothing of it stays.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A folder of its own, and a list of what has to be ended.
 * `defer(end)` answers a function that ends it now; `close()` ends what is left, the newest first, and removes the folder.
 */
export function createSession() {
  const folder = mkdtempSync(join(tmpdir(), 'peach-bench-'));
  const open = [];
  return {
    folder,
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
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
