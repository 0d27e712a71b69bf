import { done, type Outcome } from '../../../protocol/errors';
import type { CommitHash } from '../../../protocol/identity';
import type { ICheckout, IClock } from '../../ports';
import { hasSurplus, lacksCopy, leavesRoom, type CopyCount } from './copy-limits';
import { CopyShelf, settled, type ShelfOptions } from './copy-shelf';
import { createDemand, DEMAND_WINDOW } from './demand';
import type { WorkingTree } from './working-tree';

export type PoolOptions = ShelfOptions & {
  readonly clock: Pick<IClock, 'now'>;
  /** Does work that nobody waits for yet when its turn comes. */
  readonly inBackground: (work: () => Promise<void>) => void;
};

type Waiting = { readonly commit: CommitHash; readonly answer: (outcome: Outcome<ICheckout>) => void };

/** Working copies of one repository, ready before they are needed. */
export class CheckoutPool {
  readonly #options: PoolOptions;
  readonly #shelf: CopyShelf;
  readonly #demand = createDemand();
  /** Clean, and in nobody's hands. Not all need hold the commit that is wanted. */
  readonly #idle: WorkingTree[] = [];
  /** First come, first served. */
  readonly #waiting: Waiting[] = [];
  #inUse = 0;
  /** Copies that are being made, cleaned or brought to another commit. */
  #working = 0;
  /** Those of them that are being made. */
  #making = 0;
  /** How long it took to make the last one, milliseconds. */
  #makeTime: number | null = null;
  #size: number | null = null;
  /** The commit that was last asked for. */
  #wanted: CommitHash | null = null;
  /** The commit of which no copy could be made ahead of need: nobody tries it again before it is asked for. */
  #unready: CommitHash | null = null;
  #tending = false;
  #tendAgain: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#shelf = new CopyShelf(options, () => this.#waiting.length > 0);
  }

  /** A clean copy of `commit` that is in nobody else's hands. */
  checkout(commit: CommitHash): Promise<Outcome<ICheckout>> {
    this.#wanted = commit;
    const ready = this.#takeIdle(tree => tree.commit() === commit);
    if (ready !== undefined) {
      return Promise.resolve(done(this.#handOut(ready)));
    }
    return new Promise(resolve => {
      this.#waiting.push({ commit, answer: resolve });
      this.#serve();
    });
  }

  /** How many copies of `commit` can be had without waiting. */
  ready(commit: CommitHash): number {
    return this.#idle.filter(tree => tree.commit() === commit).length;
  }

  /** Makes copies of `commit` in the background, because it will be asked for. */
  prepare(commit: CommitHash): void {
    this.#wanted = commit;
    this.#tend();
  }

  /** The copy that a run of an earlier scheduler still uses. */
  adopt(root: string): ICheckout {
    return { root, release: once(this.#shelf.adopt(root)) };
  }

  /** Removes the copies of earlier schedulers but `roots`, in the background. */
  reclaim(roots: readonly string[]): void {
    this.#options.inBackground(() => this.#shelf.reclaim(roots));
  }

  #takeIdle(fits: (tree: WorkingTree) => boolean): WorkingTree | undefined {
    for (let place = this.#idle.findIndex(fits); place >= 0; place = this.#idle.findIndex(fits)) {
      const [tree] = this.#idle.splice(place, 1);
      if (tree?.isThere() === true) {
        return tree;
      }
      void (tree && this.#throwAway(tree, 'its folder was removed or replaced by somebody else'));
    }
    return undefined;
  }

  #handOut(tree: WorkingTree): ICheckout {
    this.#noteInUse(this.#inUse + 1);
    this.#size = tree.size();
    this.#tend();
    return { root: tree.root, release: once(() => this.#takeBack(tree)) };
  }

  #takeBack(tree: WorkingTree): void {
    const isSurplus = hasSurplus(this.#count());
    this.#noteInUse(this.#inUse - 1);
    if (this.#wanted === null || (isSurplus && this.#waiting.length === 0)) {
      void this.#shelf.discard(tree);
    } else {
      void this.#bring(tree, tree.clean(this.#wanted));
    }
  }

  #noteInUse(count: number): void {
    this.#inUse = count;
    this.#demand.note(count, this.#options.clock.now());
  }

  /** Sees to it that something is under way for everybody who waits. */
  #serve(): void {
    // As many as there is work for are served by that.
    for (let next = this.#waiting[this.#working]; next !== undefined; next = this.#waiting[this.#working]) {
      const { commit } = next;
      const tree = this.#takeIdle(() => true);
      void (tree === undefined ? this.#make(commit) : this.#bring(tree, tree.update(commit)));
    }
    const newest = this.#waiting.at(-1);
    if (newest !== undefined && this.#makeTime !== null && this.#making === 0) {
      setTimeout(() => this.#losePatience(newest), this.#makeTime).unref();
    }
  }

  /** Cleaning is quicker than making as a rule, but not after a run that left a million files. */
  #losePatience(waiting: Waiting): void {
    if (this.#waiting.includes(waiting) && this.#making === 0) {
      void this.#make(waiting.commit);
    }
  }

  /** A copy is clean and has a commit in it: whoever waits gets it. */
  #arrive(tree: WorkingTree): void {
    const commit = tree.commit();
    const fitting = this.#waiting.findIndex(waiting => waiting.commit === commit);
    const [waiting] = fitting < 0 ? this.#waiting : this.#waiting.splice(fitting, 1);
    if (waiting === undefined) {
      this.#idle.push(tree);
      this.#tend();
    } else if (waiting.commit === commit) {
      waiting.answer(done(this.#handOut(tree)));
    } else {
      void this.#bring(tree, tree.update(waiting.commit));
    }
  }

  /** Waits for `work` at a copy that was there before. */
  async #bring(tree: WorkingTree, work: Promise<Outcome<null>>): Promise<void> {
    this.#working += 1;
    const outcome = await settled(work);
    if (!outcome.ok) {
      // Removed first: what is made instead may need its room.
      await this.#throwAway(tree, outcome.refusal.message);
    }
    this.#working -= 1;
    if (outcome.ok) {
      this.#arrive(tree);
    } else {
      this.#serve();
    }
  }

  async #make(commit: CommitHash): Promise<void> {
    this.#working += 1;
    this.#making += 1;
    const began = performance.now();
    const made = await this.#shelf.make(commit);
    this.#making -= 1;
    this.#working -= 1;
    if (made.ok) {
      this.#makeTime = performance.now() - began;
      this.#unready = null;
      this.#arrive(made.value);
    } else {
      this.#refuse(commit, made.refusal.message, made);
    }
  }

  #refuse(commit: CommitHash, reason: string, refusal: Outcome<never>): void {
    this.#unready = commit;
    // Nobody is refused who will be served by a copy that is under way.
    const place = this.#working < this.#waiting.length ? this.#waiting.findIndex(waiting => waiting.commit === commit) : -1;
    const [waiting] = place < 0 ? [] : this.#waiting.splice(place, 1);
    if (waiting === undefined) {
      this.#options.logger.warn({ directory: this.#options.directory, reason }, 'no working copy could be made ahead of need');
    }
    waiting?.answer(refusal);
    this.#serve();
  }

  /** Does in the background, one after another, what is to be done about the copies that nobody uses. */
  #tend(): void {
    if (!this.#tending) {
      this.#tending = true;
      this.#options.inBackground(async () => {
        while (await this.#doChore());
        this.#tending = false;
        this.#tendLater();
      });
    }
  }

  /** False where nothing is to be done. */
  async #doChore(): Promise<boolean> {
    const wanted = this.#wanted;
    if (wanted === null || wanted === this.#unready) {
      return false;
    }
    const stale = this.#takeIdle(tree => tree.commit() !== wanted);
    if (stale !== undefined) {
      await this.#bring(stale, stale.update(wanted));
      return true;
    }
    const surplus = hasSurplus(this.#count()) ? this.#idle.shift() : undefined;
    if (surplus !== undefined) {
      await this.#shelf.discard(surplus);
      return true;
    }
    const isLacking = lacksCopy(this.#count()) && leavesRoom(this.#size, await this.#shelf.freeBytes());
    // Somebody may have begun one meanwhile.
    if (isLacking && lacksCopy(this.#count())) {
      await this.#make(wanted);
    }
    return isLacking;
  }

  /** What was needed at once in a busy hour is given up after it. */
  #tendLater(): void {
    clearTimeout(this.#tendAgain);
    if (this.#idle.length > 1) {
      this.#tendAgain = setTimeout(() => this.#tend(), DEMAND_WINDOW + 1_000).unref();
    }
  }

  #count(): CopyCount {
    const total = this.#inUse + this.#idle.length + this.#working;
    return { total, peak: this.#demand.peak(this.#options.clock.now()), size: this.#size };
  }

  async #throwAway(tree: WorkingTree, reason: string): Promise<void> {
    this.#options.logger.warn({ root: tree.root, reason }, 'a working copy is thrown away');
    await this.#shelf.discard(tree);
  }
}

function once(action: () => void): () => void {
  let over = false;
  return () => {
    if (!over) {
      over = true;
      action();
    }
  };
}
