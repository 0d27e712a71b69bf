import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryGit } from '../command/repository-git';
import { createStat, type Stat } from './create-stat';
import { forgetOldest } from './forget-oldest';

/** Reads references of one repository: the hash, or null where there is no such reference. */
export type RefReader = (name: string) => Promise<string | null>;

/** A file as it was when it had this stamp. */
type Stamped = { readonly stamp: string; readonly text: string };

/** Names remembered: only a few branches can be the one that tasks run from. */
const MOST_REMEMBERED = 16;

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * A reader as exact as git itself, which costs no process: a loose file first, then `packed-refs` (git packs in the opposite order).
 * What is neither (symbolic references, other storages) is asked of git.
 */
export function createRefReader(gitDirectory: string, git: RepositoryGit): RefReader {
  const stat = createStat(gitDirectory);
  const known = new Map<string, Stamped>();

  /** Null where there is no such file. Git never writes into one: it puts another in its place, so that the stamp tells. Each run asks, and reading takes four times as long. */
  async function readStamped(name: string): Promise<string | null> {
    const file = join(gitDirectory, name);
    const stats = await stat(file);
    if (stats?.isFile() !== true) {
      return null;
    }
    const stamp = `${stats.ino}:${stats.size}:${stats.mtimeNs}:${stats.ctimeNs}`;
    const remembered = known.get(name);
    if (remembered?.stamp === stamp) {
      return remembered.text;
    }
    const text = await readFile(file, 'utf8').catch(() => null);
    if (text !== null) {
      forgetOldest(known, MOST_REMEMBERED);
      known.set(name, { stamp, text });
    }
    return text;
  }

  async function readPacked(name: string): Promise<string | null> {
    const text = await readStamped('packed-refs');
    return text === null ? null : hashOf(text, name);
  }

  async function askGit(name: string): Promise<string | null> {
    const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    const hash = answer.stdout.toString('latin1').trim();
    return answer.ok && HASH.test(hash) ? hash : null;
  }

  return async name => {
    const loose = (await readStamped(name))?.trim() ?? null;
    if (loose !== null) {
      return HASH.test(loose) ? loose : askGit(name);
    }
    return (await readPacked(name)) ?? ((await usesOtherStorage(stat, gitDirectory)) ? askGit(name) : null);
  };
}

async function usesOtherStorage(stat: Stat, gitDirectory: string): Promise<boolean> {
  return (await stat(join(gitDirectory, 'reftable'))) !== null;
}

/** `packed-refs` has a line `<hash> <name>` for each reference. */
function hashOf(packedRefs: string, name: string): string | null {
  const end = packedRefs.indexOf(` ${name}\n`);
  const hash = packedRefs.slice(packedRefs.lastIndexOf('\n', end) + 1, end);
  return end >= 0 && HASH.test(hash) ? hash : null;
}
