import type { DomainEvent } from '../../ports';
import type { ITopicView } from './topic-view';

/** What is new in a topic, each part as JSON: written once for everybody who follows it. */
export type TopicUpdate =
  { readonly kind: 'changes'; readonly changes: readonly string[] } | { readonly kind: 'snapshot'; readonly snapshot: string };

/** Takes what is new; must not throw. */
export type TopicFollower = (update: TopicUpdate) => void;

/** Least time between two updates, in milliseconds, when many come one after another. */
const FLUSH_INTERVAL = 16;
/** After a quiet time so many go out at once: the start and the end of a short run are heard as they happen. */
const BURST = 8;
/** An update that takes long to make comes as much less often: following costs at most a fifth of the time. */
const REST_FACTOR = 4;

/** One topic and those who follow it. Events only mark what changed; the newest state is read when it is time to send it. */
export class TopicChannel {
  readonly #view: ITopicView;
  readonly #fail: (error: unknown) => void;
  readonly #followers = new Set<TopicFollower>();
  /** Ends the wait for the next update; null while none is due. */
  #unschedule: (() => void) | null = null;
  #nextFlush = 0;

  constructor(view: ITopicView, fail: (error: unknown) => void) {
    this.#view = view;
    this.#fail = fail;
  }

  get empty(): boolean {
    return this.#followers.size === 0;
  }

  /** Returns what ends it. */
  follow(follower: TopicFollower): () => void {
    this.#followers.add(follower);
    return () => {
      this.#followers.delete(follower);
      if (this.empty) {
        this.#unschedule?.();
        this.#unschedule = null;
      }
    };
  }

  /** The whole topic as it is now, as JSON. */
  snapshot(): string {
    return JSON.stringify(this.#view.snapshot());
  }

  note(event: DomainEvent): void {
    if (this.#view.note(event)) {
      this.#unschedule ??= schedule(() => this.#flush(), this.#nextFlush - performance.now());
    }
  }

  #flush(): void {
    this.#unschedule = null;
    const began = performance.now();
    try {
      const changes = this.#view.changes();
      const update: TopicUpdate =
        changes === null
          ? { kind: 'snapshot', snapshot: this.snapshot() }
          : { kind: 'changes', changes: changes.map(change => JSON.stringify(change)) };
      this.#followers.forEach(follower => follower(update));
    } catch (error) {
      this.#fail(error);
    }
    const now = performance.now();
    const rest = REST_FACTOR * (now - began);
    const quick = Math.max(this.#nextFlush, now - (BURST - 1) * FLUSH_INTERVAL) + FLUSH_INTERVAL;
    this.#nextFlush = rest > FLUSH_INTERVAL ? Math.max(quick, now + rest) : quick;
  }
}

/** Calls `work` after `milliseconds`, or as soon as what happens now has been dealt with. Returns what prevents it. */
function schedule(work: () => void, milliseconds: number): () => void {
  if (milliseconds > 0) {
    const timer = setTimeout(work, milliseconds);
    return () => clearTimeout(timer);
  }
  const immediate = setImmediate(work);
  return () => clearImmediate(immediate);
}
