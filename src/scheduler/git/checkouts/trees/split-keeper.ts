import { TooManyEntries } from './record-tree';
import { removeByCommand } from './remove-tree';
import type { ITreeKeeper } from './tree-keeper';

/** `small` has the copies that it takes, `large` the others: a thread costs 20 MiB, which most repositories are not worth. */
export function createSplitKeeper(small: ITreeKeeper, large: ITreeKeeper): ITreeKeeper {
  const owners = new Map<string, ITreeKeeper>();

  async function recordLarge(root: string): ReturnType<ITreeKeeper['record']> {
    owners.set(root, large);
    return large.record(root);
  }

  return {
    record: async root => {
      if (owners.get(root) === large) {
        return large.record(root);
      }
      owners.set(root, small);
      return small
        .record(root)
        .catch((error: unknown) => (error instanceof TooManyEntries ? recordLarge(root) : Promise.reject(error as Error)));
    },
    restore: root => (owners.get(root) ?? small).restore(root),
    discard: async root => {
      const owner = owners.get(root);
      owners.delete(root);
      if (owner === undefined) {
        // Of an earlier scheduler, and nobody knows how large.
        await removeByCommand(root);
      }
      return (owner ?? small).discard(root);
    }
  };
}
