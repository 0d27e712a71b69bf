import { recordTree } from './record-tree';
import type { RecordedTree } from './recorded-tree';
import { discardTree } from './remove-tree';
import { restoreTree } from './restore-tree';

/** Remembers what working copies look like while they are clean, by the path of their root. */
export interface ITreeKeeper {
  /** Looks at a clean copy. */
  record(root: string): Promise<TreeSize>;
  /** Removes all that was changed since {@link record}; `incomplete` where something of it is missing then. */
  restore(root: string): Promise<'whole' | 'incomplete'>;
  /** Removes the copy from the disk and from memory; false where something is left. */
  discard(root: string): Promise<boolean>;
}

export type TreeSize = { readonly entries: number; readonly bytes: number };

/** Works in the thread it is made in. Does not take copies of more than `most` entries: see {@link recordTree}. */
export function createTreeKeeper(most = Number.POSITIVE_INFINITY): ITreeKeeper {
  const trees = new Map<string, RecordedTree>();
  return {
    record: async root => {
      trees.delete(root);
      const tree = await recordTree(root, most);
      trees.set(root, tree);
      return { entries: tree.entries, bytes: tree.bytes };
    },
    restore: async root => {
      const tree = trees.get(root);
      if (tree === undefined) {
        throw new Error(`nobody has looked at ${root} while it was clean`);
      }
      return restoreTree(root, tree);
    },
    discard: root => {
      trees.delete(root);
      return discardTree(root);
    }
  };
}
