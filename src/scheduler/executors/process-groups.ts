import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { readdir, readFile, rmdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { findControlGroups } from './find-control-groups';
import { endControlGroup, membersOf } from './end-control-group';
import type { IClock, ILogger } from '../ports';
import { writeWhole } from './write-whole';

/**
 * Control groups of the kernel, where this user may make some: in one is everything that descends from one process,
 * whatever it does to hide. Where none can be made, all of it does nothing and finds nobody. Never rejects.
 */
export interface IProcessGroups {
  /** Puts a process, and all that it forks from now on, into a group that is made for it. Takes ten milliseconds and more. */
  join(pid: number, name: string): Promise<void>;
  /** Kills everybody in the group and removes it. */
  end(name: string): Promise<void>;
  /** Names of the groups in which somebody is, those of earlier schedulers included. Removes the empty ones. */
  leftovers(): Promise<readonly string[]>;
  /** Pids of everybody who is in the group just now. */
  members(name: string): Promise<readonly number[]>;
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
        // At once: whoever is forked before the process is in it does not belong to it.
        makeFolder(group);
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
    for (const group of await this.#named(name)) {
      await endControlGroup(group, this.#options.clock);
      await rmdir(group).catch(() => undefined);
    }
  }

  async leftovers(): Promise<readonly string[]> {
    const left: string[] = [];
    for (const group of await this.#groups()) {
      if ((await membersOf(group)).length > 0) {
        left.push(basename(group).slice(this.#prefix.length));
      } else {
        await rmdir(group).catch(() => undefined);
      }
    }
    return left;
  }

  async members(name: string): Promise<readonly number[]> {
    return (await Promise.all((await this.#named(name)).map(membersOf))).flat();
  }

  async #named(name: string): Promise<readonly string[]> {
    return (await this.#groups()).filter(group => basename(group) === this.#prefix + name);
  }

  async #groups(): Promise<readonly string[]> {
    const places = [...new Set([...this.#places, ...(await this.#remembered())])];
    const names = await Promise.all(places.map(async place => (await readdir(place).catch(() => [])).map(name => join(place, name))));
    return names.flat().filter(path => basename(path).startsWith(this.#prefix));
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

/** Leaves one that is there. */
function makeFolder(path: string): void {
  try {
    mkdirSync(path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) {
      throw error;
    }
  }
}

function parseOrNull(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
