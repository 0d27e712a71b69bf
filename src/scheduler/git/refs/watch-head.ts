import { dirname, join } from 'node:path';
import type { IClock, ILogger } from '../../ports';
import type { BranchFinder } from './branch-finder';
import { watchFolders } from './watch-folders';

type Watch = {
  readonly gitDirectory: string;
  readonly finder: BranchFinder;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** The head that the caller knows, as {@link headMark} writes it; null where it knows none. */
  readonly known: string | null;
  readonly changed: () => void;
};

/** One push touches several files. */
const SETTLE = 20;
/** Where the system tells nothing (a network file system, no watches left) a look costs two small reads. */
const LOOK = 10_000;

/** What is compared to tell whether the head has moved. */
export function headMark(head: Awaited<ReturnType<BranchFinder['find']>>): string {
  return head.ok ? `${head.value.branch} ${head.value.hash}` : head.refusal.message;
}

/** Calls `changed` whenever the head of the branch that tasks run from has moved. Returns what ends the watch. */
export function watchHead(watch: Watch): () => void {
  const ended = new AbortController();
  const isOver = (): boolean => ended.signal.aborted;
  let known = watch.known;
  let settling: NodeJS.Timeout | undefined;

  const folders = watchFolders(() => {
    settling ??= setTimeout(() => {
      settling = undefined;
      void look();
    }, SETTLE);
  });

  async function look(): Promise<void> {
    try {
      const branches = await watch.finder.candidates();
      if (isOver()) {
        return;
      }
      // Before the head is read: what moves after that makes an event.
      folders.aim(foldersOf(watch.gitDirectory, branches));
      const mark = headMark(await watch.finder.find());
      if (mark !== known && !isOver()) {
        known = mark;
        watch.changed();
      }
    } catch (error) {
      watch.logger.warn({ gitDirectory: watch.gitDirectory, error }, 'the head of a repository could not be looked at');
    }
  }

  void lookForEver(look, watch.clock, ended.signal);
  return () => {
    ended.abort();
    clearTimeout(settling);
    folders.close();
  };
}

async function lookForEver(look: () => Promise<void>, clock: IClock, ended: AbortSignal): Promise<void> {
  while (!ended.aborted) {
    await look();
    await clock.sleep(LOOK, ended);
  }
}

/** The folders whose entries change when one of `branches` moves, is made or is removed. */
function foldersOf(gitDirectory: string, branches: readonly string[]): readonly string[] {
  const folders = new Set([gitDirectory, join(gitDirectory, 'reftable')]);
  for (const branch of branches) {
    let folder = dirname(join(gitDirectory, 'refs/heads', branch));
    while (folder !== gitDirectory && !folders.has(folder)) {
      folders.add(folder);
      folder = dirname(folder);
    }
  }
  return [...folders];
}
