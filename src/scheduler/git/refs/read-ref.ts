import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RepositoryGit } from '../command/repository-git';

/** Reads references of one repository: the hash, or null where there is no such reference. */
export type RefReader = (name: string) => Promise<string | null>;

type Packed = { readonly stamp: string; readonly text: string };

const HASH = /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/;

/**
 * A reader as exact as git itself, which costs no process: a loose file first, then `packed-refs` (git packs in the opposite order).
 * What is neither (symbolic references, other storages) is asked of git.
 */
export function createRefReader(gitDirectory: string, git: RepositoryGit): RefReader {
  let packed: Packed = { stamp: '', text: '' };

  async function readPacked(name: string): Promise<string | null> {
    const file = join(gitDirectory, 'packed-refs');
    const stats = await stat(file, { bigint: true }).catch(() => null);
    if (stats === null) {
      return null;
    }
    const stamp = `${stats.ino}:${stats.size}:${stats.mtimeNs}`;
    if (packed.stamp !== stamp) {
      packed = { stamp, text: await readFile(file, 'utf8') };
    }
    return hashOf(packed.text, name);
  }

  async function askGit(name: string): Promise<string | null> {
    const answer = await git(['rev-parse', '--verify', '--quiet', '--end-of-options', `${name}^{commit}`]);
    const hash = answer.stdout.toString('latin1').trim();
    return answer.ok && HASH.test(hash) ? hash : null;
  }

  return async name => {
    const loose = await readLoose(join(gitDirectory, name));
    if (loose !== null) {
      return HASH.test(loose) ? loose : askGit(name);
    }
    return (await readPacked(name)) ?? ((await usesOtherStorage(gitDirectory)) ? askGit(name) : null);
  };
}

async function readLoose(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'latin1')).trim();
  } catch {
    return null;
  }
}

async function usesOtherStorage(gitDirectory: string): Promise<boolean> {
  return (await stat(join(gitDirectory, 'reftable')).catch(() => null)) !== null;
}

/** `packed-refs` has a line `<hash> <name>` for each reference. */
function hashOf(packedRefs: string, name: string): string | null {
  const end = packedRefs.indexOf(` ${name}\n`);
  const hash = packedRefs.slice(packedRefs.lastIndexOf('\n', end) + 1, end);
  return end >= 0 && HASH.test(hash) ? hash : null;
}
