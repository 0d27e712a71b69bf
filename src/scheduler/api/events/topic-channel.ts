import type { DomainEvent } from '../../ports';
import type { ITopicView } from './topic-view';

/** What is new in a topic, each part as JSON: written once for everybody who follows it. */
export type TopicUpdate =
  { readonly kind: 'changes'; readonly changes: readonly string[] } | { readonly kind: 'snapshot'; readonly snapshot: string };

/** Takes what is new; must not throw. */
export type TopicFollower = (update: TopicUpdate) => void;

/** Least time between two updates, in milliseconds. */
const FLUSH_INTERVAL = 16;
/** An update that takes long to make comes as much less often: following costs at most a fifth of the time. */
const REST_FACTOR = 4;

/** One topic and those who follow it. Events only mark what changed; the newest state is read when it is time to send it. */
export class TopicChannel {
  readonly #view: ITopicView;
  readonly #fail: (error: unknown) => void;
  readonly #followers = new Set<TopicFollower>();
  #timer: NodeJS.Timeout | null = null;
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
      if (this.empty && this.#timer !== null) {
        clearTimeout(this.#timer);
        this.#timer = null;
      }
    };
  }

  /** The whole topic as it is now, as JSON. */
  snapshot(): string {
    return JSON.stringify(this.#view.snapshot());
  }

  note(event: DomainEvent): void {
    if (this.#view.note(event) && this.#timer === null) {
      this.#timer = setTimeout(() => this.#flush(), Math.max(0, this.#nextFlush - performance.now()));
    }
  }

  #flush(): void {
    this.#timer = null;
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
    this.#nextFlush = now + Math.max(FLUSH_INTERVAL, REST_FACTOR * (now - began));
  }
}
