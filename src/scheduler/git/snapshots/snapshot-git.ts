import type { GitAnswer } from '../command/run-git';

/** Git for a working copy that writes to its snapshot. */
export type SnapshotGit = (args: readonly string[], input?: string) => Promise<GitAnswer>;
