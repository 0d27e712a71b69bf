import type { ChangeData, SnapshotData } from '../../../protocol/events';
import { METADATA_LOOP } from '../../../protocol/identity';
import type { DomainEvent } from '../../ports';
import type { IQueries } from '../../services/scheduler-services';
import type { ITopicView } from './topic-view';

/** Topic `organisations`. */
export class OrganisationsView implements ITopicView {
  readonly #queries: IQueries;
  #organisations = new Set<string>();
  #repositories = new Set<string>();

  constructor(queries: IQueries) {
    this.#queries = queries;
  }

  snapshot(): SnapshotData {
    return { kind: 'organisations', organisations: this.#queries.organisations(), repositories: this.#queries.repositories() };
  }

  note(event: DomainEvent): boolean {
    if (event.kind === 'repository') {
      this.#repositories.add(event.url);
      return true;
    }
    if (event.kind === 'notification' || event.kind === 'trial') {
      return false;
    }
    // A run or a task changes the counts of its organisation.
    this.#organisations.add(event.organisation);
    return event.organisation !== METADATA_LOOP;
  }

  changes(): readonly ChangeData[] | null {
    const [codops, urls] = [this.#organisations, this.#repositories];
    this.#organisations = new Set();
    this.#repositories = new Set();
    codops.delete(METADATA_LOOP);
    const organisations = [...codops].map(name => this.#queries.organisation(name));
    const present = organisations.filter(organisation => organisation !== null);
    if (present.length < organisations.length) {
      return null;
    }
    return [...this.#repositoryChanges(urls), ...present.map(organisation => ({ kind: 'organisation', organisation }) as const)];
  }

  #repositoryChanges(urls: ReadonlySet<string>): readonly ChangeData[] {
    const present = urls.size === 0 ? [] : this.#queries.repositories();
    return [...urls].map(url => {
      const repository = present.find(candidate => candidate.url === url);
      return repository === undefined ? { kind: 'repository_gone', url } : { kind: 'repository', repository };
    });
  }
}
