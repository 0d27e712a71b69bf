import type { Topic } from '../protocol/events';
import type { NotebookTasks } from '../protocol/notebook-tasks';
import type { Task } from '../protocol/task';
import type { IApiClient } from './api-client';
import { NOTHING_KNOWN, type ClientState } from './client-state';
import type { IConnection } from './connection';
import { reduce, type ClientEvent } from './reduce';
import { createTopicFollower, type ITopicFollower } from './topic-follower';

/** What is known of one notebook’s tasks, kept up with until `end`. */
export interface INotebookFollowing {
  /** Null until the scheduler has answered. */
  readonly known: NotebookTasks | null;
  /** The task as it is on master; null where it is not there, or not known yet. */
  task(of: Pick<Task, 'organisation' | 'name'>): Task | null;
  /** Asks anew: files of the checkout may have changed. */
  ask(): void;
  end(): void;
}

/** Follows the tasks of open notebooks, over the page’s one connection. */
export interface INotebookTasksFollower {
  /** `path`: of the notebook, absolute on the scheduler’s machine. */
  follow(path: string, changed: () => void): INotebookFollowing;
}

export type NotebookTasksFollowerOptions = {
  readonly connection: Pick<IConnection, 'subscribe'>;
  readonly api: Pick<IApiClient, 'notebookTasks'>;
};

export function createNotebookTasksFollower(options: NotebookTasksFollowerOptions): INotebookTasksFollower {
  return new NotebookTasksFollower(options);
}

class NotebookTasksFollower implements INotebookTasksFollower {
  state: ClientState = NOTHING_KNOWN;
  private readonly followings = new Set<NotebookFollowing>();
  private readonly topics: ITopicFollower;

  constructor(readonly options: NotebookTasksFollowerOptions) {
    this.topics = createTopicFollower(options.connection, event => this.learn(event));
  }

  follow(path: string, changed: () => void): INotebookFollowing {
    const following = new NotebookFollowing(this, path, changed);
    this.followings.add(following);
    this.followTopics();
    following.ask();
    return following;
  }

  end(following: NotebookFollowing): void {
    this.followings.delete(following);
    this.followTopics();
  }

  followTopics(): void {
    const organisations = new Set([...this.followings].flatMap(({ organisations: own }) => own));
    const topics: Topic[] = [...organisations].map(organisation => ({ kind: 'tasks', organisation }));
    this.topics.follow(this.followings.size === 0 ? [] : [{ kind: 'organisations' }, ...topics]);
  }

  private learn(event: ClientEvent): void {
    this.state = reduce(this.state, event);
    this.followings.forEach(following => following.learn(event));
  }
}

class NotebookFollowing implements INotebookFollowing {
  known: NotebookTasks | null = null;
  private asking = false;
  private askedMeanwhile = false;
  private ended = false;
  /** What master was when it was asked last because of that. */
  private askedFor: string | null = null;

  constructor(
    private readonly owner: NotebookTasksFollower,
    private readonly path: string,
    private readonly changed: () => void
  ) {}

  get organisations(): readonly string[] {
    return (this.known?.tasks ?? []).filter(task => task.on_master).map(({ organisation }) => organisation);
  }

  task({ organisation, name }: Pick<Task, 'organisation' | 'name'>): Task | null {
    return this.owner.state.tasks.get(organisation)?.tasks.find(task => task.name === name && !task.removed) ?? null;
  }

  ask(): void {
    if (this.asking) {
      this.askedMeanwhile = true;
    } else if (!this.ended) {
      void this.askNow();
    }
  }

  end(): void {
    this.ended = true;
    this.owner.end(this);
  }

  learn({ kind, topic }: ClientEvent): void {
    if (topic.kind === 'tasks' && kind !== 'left') {
      this.changed();
    } else if (topic.kind === 'organisations') {
      if (kind === 'snapshot' && this.known === null) {
        this.askedFor = null;
      }
      this.followMaster();
    }
  }

  private async askNow(): Promise<void> {
    this.asking = true;
    const answer = await this.owner.options.api.notebookTasks(this.path);
    this.asking = false;
    if (this.ended) {
      return;
    }
    if (answer.ok) {
      this.known = answer.value;
      this.owner.followTopics();
      this.changed();
    }
    if (this.askedMeanwhile) {
      this.askedMeanwhile = false;
      this.ask();
    } else {
      this.followMaster();
    }
  }

  /** Asks once for each commit that master moves to, and where no repository was served, once these are others. */
  private followMaster(): void {
    const { organisations } = this.owner.state;
    if (organisations === null || this.asking) {
      return;
    }
    const { repositories } = organisations;
    const own = this.known?.repository ?? null;
    const commit = repositories.find(({ url }) => url === own)?.commit ?? null;
    if (own !== null && commit === this.known?.commit) {
      return;
    }
    const wanted = own === null ? repositories.map(({ url }) => url).join('\n') : (commit ?? '');
    if (wanted !== this.askedFor) {
      this.askedFor = wanted;
      this.ask();
    }
  }
}
