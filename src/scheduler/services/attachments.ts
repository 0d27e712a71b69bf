import type { IClock, IGit, ILogger } from '../ports';
import type { IRepositories } from './repositories';

export type AttachmentsOptions = {
  readonly git: IGit;
  readonly clock: IClock;
  readonly logger: ILogger;
  readonly repositories: IRepositories;
  /** Whether the configuration serves this url: those are never held. */
  readonly isConfigured: (url: string) => boolean;
  /** True: the scheduler goes on when nobody is attached. */
  readonly keepRunning: boolean;
  /** Called when nobody has been attached for {@link LINGER_MS}. */
  readonly deserted: () => void;
  /** Something that can be run may have changed. */
  readonly changed: () => void;
  readonly signal: AbortSignal;
};

/** The Jupyter servers whose repositories are served while they are there. */
export interface IAttachments {
  attach(rootFolder: string): { detach(): void };
  readonly count: number;
}

/** Milliseconds that a scheduler without `keep_running` goes on after the last Jupyter server has left. */
const LINGER_MS = 30_000;

export function createAttachments(options: AttachmentsOptions): IAttachments {
  return new Attachments(options);
}

class Attachments implements IAttachments {
  readonly #options: AttachmentsOptions;
  /** Attached servers by the url of their repository; null: still being looked for. */
  readonly #attached = new Map<symbol, string | null>();
  /** Renewed at each change, which calls off the farewell. */
  #farewell = new AbortController();

  constructor(options: AttachmentsOptions) {
    this.#options = options;
    void this.#leaveWhenDeserted();
  }

  get count(): number {
    return this.#attached.size;
  }

  attach(rootFolder: string): { detach(): void } {
    const id = Symbol(rootFolder);
    this.#attached.set(id, null);
    this.#farewell.abort();
    void this.#serve(id, rootFolder);
    return { detach: () => this.#detach(id) };
  }

  async #serve(id: symbol, rootFolder: string): Promise<void> {
    const { git, repositories, logger, changed } = this.#options;
    const url = (await git.workingCopyRoot(rootFolder)) ?? rootFolder;
    if (!this.#attached.has(id)) {
      return;
    }
    this.#attached.set(id, url);
    logger.info({ rootFolder, repository: url }, 'Jupyter server attached');
    const served = repositories.attach(url);
    served.attached = true;
    await served.sync();
    changed();
  }

  #detach(id: symbol): void {
    const { repositories, isConfigured, logger, changed } = this.#options;
    const url = this.#attached.get(id);
    this.#attached.delete(id);
    logger.info({ repository: url }, 'Jupyter server detached');
    const stillThere = [...this.#attached.values()].includes(url ?? null);
    const served = url == null ? null : repositories.find(url);
    if (served !== null && !stillThere && !isConfigured(served.url)) {
      served.attached = false;
      changed();
    }
    void this.#leaveWhenDeserted();
  }

  async #leaveWhenDeserted(): Promise<void> {
    const { clock, keepRunning, deserted, signal } = this.#options;
    if (keepRunning || this.#attached.size > 0) {
      return;
    }
    this.#farewell = new AbortController();
    const calledOff = AbortSignal.any([this.#farewell.signal, signal]);
    await clock.sleep(LINGER_MS, calledOff);
    if (!calledOff.aborted) {
      deserted();
    }
  }
}
