import { assertNever } from '../../../protocol/assert-never';
import { formatTopic, type Topic } from '../../../protocol/events';
import type { IEvents, ILogger } from '../../ports';
import type { IQueries } from '../../services/scheduler-services';
import { NotificationsView } from './notifications-view';
import { OrganisationsView } from './organisations-view';
import { TaskView } from './task-view';
import { TasksView } from './tasks-view';
import { TrialView } from './trial-view';
import { TopicChannel, type TopicFollower } from './topic-channel';
import type { ITopicView } from './topic-view';

/** A topic whose state is followed; logs are read from their files instead. */
export type StateTopic = Exclude<Topic, { readonly kind: 'log' }>;

/** Following one topic. */
export type TopicSubscription = { readonly snapshot: () => string; readonly end: () => void };

/** The channels of all topics that somebody follows just now, shared by all connections. */
export class TopicChannels {
  readonly #queries: IQueries;
  readonly #events: IEvents;
  readonly #logger: ILogger;
  readonly #channels = new Map<string, TopicChannel>();
  #unsubscribe: (() => void) | null = null;

  constructor(services: { readonly queries: IQueries; readonly events: IEvents }, logger: ILogger) {
    this.#queries = services.queries;
    this.#events = services.events;
    this.#logger = logger;
  }

  follow(topic: StateTopic, follower: TopicFollower): TopicSubscription {
    const name = formatTopic(topic);
    const channel = this.#channels.get(name) ?? this.#open(name, topic);
    const end = channel.follow(follower);
    return {
      snapshot: () => channel.snapshot(),
      end: () => {
        end();
        this.#dropIfEmpty(name, channel);
      }
    };
  }

  #open(name: string, topic: StateTopic): TopicChannel {
    const channel = new TopicChannel(this.#view(topic), error =>
      this.#logger.error({ error, topic: name }, 'changes of a topic could not be read')
    );
    this.#channels.set(name, channel);
    this.#unsubscribe ??= this.#events.subscribe(event => this.#channels.forEach(open => open.note(event)));
    return channel;
  }

  #dropIfEmpty(name: string, channel: TopicChannel): void {
    if (channel.empty && this.#channels.get(name) === channel) {
      this.#channels.delete(name);
    }
    if (this.#channels.size === 0) {
      this.#unsubscribe?.();
      this.#unsubscribe = null;
    }
  }

  #view(topic: StateTopic): ITopicView {
    switch (topic.kind) {
      case 'organisations':
        return new OrganisationsView(this.#queries);
      case 'notifications':
        return new NotificationsView(this.#queries);
      case 'tasks':
        return new TasksView(this.#queries, topic.organisation);
      case 'task':
        return new TaskView(this.#queries, topic.task);
      case 'trial':
        return new TrialView(this.#queries, topic.run);
      default:
        return assertNever(topic);
    }
  }
}
