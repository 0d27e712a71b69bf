import type { ChangeData, SnapshotData } from '../../../protocol/events';
import type { RunId } from '../../../protocol/identity';
import type { DomainEvent } from '../../ports';
import type { IQueries } from '../../services/scheduler-services';
import type { ITopicView } from './topic-view';

/** Topic `trial:<run>`. */
export class TrialView implements ITopicView {
  readonly #queries: IQueries;
  readonly #run: RunId;

  constructor(queries: IQueries, run: RunId) {
    this.#queries = queries;
    this.#run = run;
  }

  snapshot(): SnapshotData {
    return { kind: 'trial', trial: this.#queries.trial(this.#run) };
  }

  note(event: DomainEvent): boolean {
    return event.kind === 'trial' && event.run === this.#run;
  }

  changes(): readonly ChangeData[] | null {
    const trial = this.#queries.trial(this.#run);
    return trial === null ? null : [{ kind: 'trial', trial }];
  }
}
