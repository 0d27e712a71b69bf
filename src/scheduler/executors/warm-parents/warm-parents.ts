import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { RunId } from '../../../protocol/identity';
import type { RunSpecification } from '../../../protocol/run-folder';
import type { Environment, ILogger, IRunFolders } from '../../ports';
import { endOrphanedGroups, joinOwnGroup } from '../orphaned-groups';
import type { IProcessGroups } from '../process-groups';
import { variablesAtStart } from '../variables-at-start';
import { startWarmParent, type IWarmParent, type WarmParentOptions } from './start-warm-parent';

/** The warm parents of this scheduler, one for each organisation that runs something. */
export interface IWarmParents {
  /** The one that fits the run, started if need be; null where this system can't have any. */
  for(specification: RunSpecification, environment: Environment): IWarmParent | null;
  /** Lets go of all of them; their runs go on. */
  close(): void;
}

export type WarmParentsOptions = {
  readonly runnerPath: string;
  /** As configured for the organisation; null: chosen by the warm parent. */
  readonly preload: (organisation: string) => readonly string[] | null;
  readonly runFolders: IRunFolders;
  readonly groups: IProcessGroups;
  /** Those that stay at most; the least recently used is let go. 0: there are none. */
  readonly most: number;
  readonly logger: ILogger;
};

/** Milliseconds after which one that nobody used is let go. */
const IDLE = 15 * 60_000;
/** Milliseconds that its first run waits at most until it is in its control group. */
const JOINING = 1_000;
/** Stands where a run's id of the same length will: see peach_lab/runner/process_marker.py. */
const NO_RUN = '0'.repeat(36);

type Kept = { readonly signature: string; readonly parent: IWarmParent; readonly idle: NodeJS.Timeout };

export function createWarmParents(options: WarmParentsOptions): IWarmParents {
  return process.platform === 'linux' && options.most > 0 ? new WarmParents(options) : { for: () => null, close: () => undefined };
}

class WarmParents implements IWarmParents {
  readonly #options: WarmParentsOptions;
  /** By organisation, the most recently used last. */
  readonly #kept = new Map<string, Kept>();

  constructor(options: WarmParentsOptions) {
    this.#options = options;
  }

  for(specification: RunSpecification, environment: Environment): IWarmParent {
    const { organisation } = specification;
    const preload = this.#options.preload(organisation);
    const variables = variablesAtStart(specification.variables, NO_RUN);
    const signature = JSON.stringify([environment, preload, Object.entries(variables).sort()]);
    const kept = this.#kept.get(organisation);
    const fits = kept?.parent.alive === true && kept.signature === signature;
    if (kept !== undefined) {
      this.#forget(organisation, kept, { letGo: !fits });
    }
    const parent = fits ? kept.parent : this.#start(specification.run, { python: environment.python, preload, variables });
    this.#keep(organisation, { signature, parent, idle: this.#letGoLater(organisation) });
    return parent;
  }

  close(): void {
    this.#kept.forEach((kept, organisation) => this.#forget(organisation, kept, { letGo: true }));
  }

  #start(run: RunId, options: Pick<WarmParentOptions, 'python' | 'preload' | 'variables'>): IWarmParent {
    const { runnerPath, logger, runFolders, groups } = this.#options;
    const parent = startWarmParent({ ...options, runnerPath, logger });
    const joined = joinOwnGroup(groups, parent.pid);
    // The kernel takes no longer than the interpreter to start. A group holds only what is forked later, and is but a last resort.
    parent.holdUntil(Promise.race([joined, pause(JOINING, undefined, { ref: false })]));
    void joined.then(() => endOrphanedGroups(groups, dirname(runFolders.path(run))));
    return parent;
  }

  #keep(organisation: string, kept: Kept): void {
    this.#kept.set(organisation, kept);
    const [oldest] = this.#kept;
    if (this.#kept.size > this.#options.most && oldest !== undefined) {
      this.#forget(...oldest, { letGo: true });
    }
  }

  #letGoLater(organisation: string): NodeJS.Timeout {
    return setTimeout(() => {
      const kept = this.#kept.get(organisation);
      if (kept !== undefined) {
        this.#forget(organisation, kept, { letGo: true });
      }
    }, IDLE).unref();
  }

  #forget(organisation: string, { idle, parent }: Kept, { letGo }: { readonly letGo: boolean }): void {
    clearTimeout(idle);
    this.#kept.delete(organisation);
    if (letGo) {
      parent.letGo();
    }
  }
}
