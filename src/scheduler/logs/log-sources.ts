import type { LogWatches } from './log-watches';
import { createLogSource, type LogSource } from './log-source';

/** The sources of the logs that are followed just now. */
export type LogSources = {
  /** The source of the log in `folder`, shared; whoever opens it closes it. */
  open(folder: string): { readonly source: LogSource; readonly close: () => void };
};

export function createLogSources(watches: LogWatches): LogSources {
  const opened = new Map<string, { readonly source: LogSource; users: number }>();
  let followers = 0;
  return {
    open: folder => {
      const shared = opened.get(folder) ?? { source: createLogSource(folder, watches, () => followers), users: 0 };
      opened.set(folder, shared);
      shared.users += 1;
      followers += 1;
      return {
        source: shared.source,
        close: () => {
          shared.users -= 1;
          followers -= 1;
          if (shared.users === 0) {
            opened.delete(folder);
            shared.source.close();
          }
        }
      };
    }
  };
}
