import type { ChangeData, SnapshotData } from '../../../protocol/events';
import type { DomainEvent } from '../../ports';
import type { IQueries } from '../../services/scheduler-services';
import type { ITopicView } from './topic-view';

/** Topic `notifications`. */
export class NotificationsView implements ITopicView {
  readonly #queries: IQueries;
  /** Runs that were told of. */
  readonly #told: Set<string>;

  constructor(queries: IQueries) {
    this.#queries = queries;
    this.#told = new Set(queries.notifications().map(({ run }) => run.id));
  }

  snapshot(): SnapshotData {
    return { kind: 'notifications', notifications: this.#queries.notifications() };
  }

  note(event: DomainEvent): boolean {
    return event.kind === 'notification';
  }

  changes(): readonly ChangeData[] {
    const fresh = this.#queries.notifications().filter(({ run }) => !this.#told.has(run.id));
    fresh.forEach(({ run }) => this.#told.add(run.id));
    return fresh.map(notification => ({ kind: 'notification', notification }) as const);
  }
}
