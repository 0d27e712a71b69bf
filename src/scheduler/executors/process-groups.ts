import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { findControlGroups } from './find-control-groups';
import { endControlGroup, membersOf } from './end-control-group';
import type { IClock, ILogger } from '../ports';
import { writeWhole } from './write-whole';

/** Everything that descends from one process, whatever it does to hide: the kernel keeps the list. */
export type ProcessGroup = { readonly name: string; readonly pids: readonly number[] };

/** Control groups of the kernel, where this user may make some. Where not, all of it does nothing and finds nobody. Never rejects. */
export interface IProcessGroups {
  /** Puts a process, and all that it forks from now on, into a group that is made for it. Takes ten milliseconds and more. */
  join(pid: number, name: string): Promise<void>;
  /** Kills everybody in the group and removes it. */
  end(name: string): Promise<void>;
  /** The groups in which somebody is, those of earlier schedulers included. Removes the empty ones. */
  leftovers(): Promise<readonly ProcessGroup[]>;
}

type ProcessGroupsOptions = {
  /** The state directory: its groups are its own, and it remembers where they were made. */
  readonly directory: string;
  readonly clock: IClock;
  readonly logger: ILogger;
  /** Folders in which groups may be made, the best first. */
  readonly places?: readonly string[];
};

/** Name of the file that says in which folders groups were made: a later scheduler may be in another place. */
const PLACES = 'control-groups.json';

/** Groups of the scheduler of this state directory. */
export function createProcessGroups(options: ProcessGroupsOptions): IProcessGroups {
  return new ProcessGroups(options);
}

class ProcessGroups implements IProcessGroups {
  readonly #options: ProcessGroupsOptions;
  readonly #places: readonly string[];
  readonly #prefix: string;
  /** Where the first one could be made; null before. */
  #place: string | null = null;

  constructor(options: ProcessGroupsOptions) {
    this.#options = options;
    this.#places = options.places ?? findControlGroups();
    this.#prefix = `peach-${createHash('sha256').update(options.directory).digest('hex').slice(0, 12)}-`;
  }

  async join(pid: number, name: string): Promise<void> {
    for (const place of this.#place === null ? this.#places : [this.#place]) {
      const group = join(place, this.#prefix + name);
      try {
        await mkdir(group, { recursive: false }).catch(unlessThere);
        await writeFile(join(group, 'cgroup.procs'), String(pid));
        await this.#remember(place);
        return;
      } catch (error) {
        this.#options.logger.info({ group, error: String(error) }, 'no control group could be made here');
        await rmdir(group).catch(() => undefined);
      }
    }
  }

  async end(name: string): Promise<void> {
    for (const group of await this.#groups()) {
      if (group.endsWith(`/${this.#prefix}${name}`)) {
        await endControlGroup(group, this.#options.clock);
        await rmdir(group).catch(() => undefined);
      }
    }
  }

  async leftovers(): Promise<readonly ProcessGroup[]> {
    const left: ProcessGroup[] = [];
    for (const group of await this.#groups()) {
      const pids = await membersOf(group);
      if (pids.length > 0) {
        left.push({ name: group.slice(dirname(group).length + 1 + this.#prefix.length), pids });
      } else {
        await rmdir(group).catch(() => undefined);
      }
    }
    return left;
  }

  async #groups(): Promise<readonly string[]> {
    const places = [...new Set([...this.#places, ...(await this.#remembered())])];
    const names = await Promise.all(places.map(async place => (await readdir(place).catch(() => [])).map(name => join(place, name))));
    return names.flat().filter(path => path.slice(dirname(path).length + 1).startsWith(this.#prefix));
  }

  async #remembered(): Promise<readonly string[]> {
    const text = await readFile(join(this.#options.directory, PLACES), 'utf8').catch(() => '[]');
    const parsed: unknown = parseOrNull(text);
    return Array.isArray(parsed) ? parsed.filter(place => typeof place === 'string') : [];
  }

  async #remember(place: string): Promise<void> {
    if (this.#place === place) {
      return;
    }
    this.#place = place;
    const known = await this.#remembered();
    if (!known.includes(place)) {
      const lasting = known.filter(existsSync);
      await writeWhole(join(this.#options.directory, PLACES), JSON.stringify([...lasting, place])).catch(() => undefined);
    }
  }
}

function unlessThere(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
    throw error;
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
