import { stat } from 'node:fs/promises';
import { join } from 'node:path';

/** What a scheduler writes again and again. */
const WRITTEN = ['state.sqlite', 'state.sqlite-wal', 'owner.lock', 'scheduler.json', 'scheduler.log', 'runs'];

/** What of the state directory was written last, and when; null where there is nothing. Never rejects. */
export async function newestFile(stateDir: string): Promise<{ readonly file: string; readonly writtenAt: number } | null> {
  const files = await Promise.all(
    WRITTEN.map(async name => {
      const file = join(stateDir, name);
      const stats = await stat(file).catch(() => null);
      return stats === null ? [] : [{ file, writtenAt: stats.mtimeMs }];
    })
  );
  return files
    .flat()
    .reduce<{ file: string; writtenAt: number } | null>(
      (newest, next) => (newest === null || next.writtenAt > newest.writtenAt ? next : newest),
      null
    );
}
