import type { ChangeData, SnapshotData } from '../../../protocol/events';
import type { DomainEvent } from '../../ports';

/** One topic, as whoever follows it sees it. It remembers which parts changed, never their states: those are read when asked for. */
export interface ITopicView {
  /** The whole topic as it is now. */
  snapshot(): SnapshotData;
  /** Remembers what `event` may have changed here. False: nothing. */
  note(event: DomainEvent): boolean;
  /** What changed since the last call, in its newest state; null: too much, a new snapshot says it better. */
  changes(): readonly ChangeData[] | null;
}
