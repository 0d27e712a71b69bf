import { decodeLogFrame, formatTopic, PONG, type ClientMessage, type Topic } from '../protocol/events';
import type { ConnectionState } from './connection-state';
import { createStore, type IObservable } from './create-store';
import { createHeartbeat, type IHeartbeat } from './heartbeat';
import { parseServerMessage } from './parse-server-message';
import { reconnectDelay } from './reconnect-delay';
import type { ISocket, OpenSocket } from './socket';
import { acceptFrame, acceptMessage, beginSubscription, restartSubscription, type Step, type Subscription } from './subscription';
import type { ITimers } from './timers';
import type { TopicEvent } from './topic-event';

/** How long a lost connection counts as one that will be back at once. Milliseconds. */
const DISCONNECTED_AFTER = 30_000;
/** How long an attempt may take before it is given up. Milliseconds. */
const ATTEMPT_LIMIT = 20_000;

/** The page’s one connection to the scheduler’s events; comes back by itself until it is closed. */
export interface IConnection {
  readonly state: IObservable<ConnectionState>;
  /** Follows `topic`, over every reconnection, until the returned disposer is called. */
  subscribe(topic: Topic, listener: (event: TopicEvent) => void): () => void;
  /** Tries again now instead of at the next attempt. */
  retryNow(): void;
  /** The page may have slept, or its network changed: finds out at once whether the connection still is one. */
  check(): void;
  /** Ends it for good. */
  close(): void;
}

export type ConnectionOptions = {
  readonly open: OpenSocket;
  readonly timers: ITimers;
  /** A number from 0 up to 1, new at each call. */
  readonly jitter: () => number;
  /** Told about each message that is not understood; the connection goes on. */
  readonly report: (problem: string) => void;
  /** Whether the Jupyter server does not know this page’s login; asked after each attempt that failed. Never rejects. */
  readonly isLoggedOut: () => Promise<boolean>;
};

/** Connects, and stays connected. */
export function createConnection(options: ConnectionOptions): IConnection {
  const connection = new Connection(options);
  connection.connect();
  return connection;
}

type Follower = { id: number; subscription: Subscription; readonly listener: (event: TopicEvent) => void };

const nothingToCancel = (): void => undefined;

class Connection implements IConnection {
  readonly state = createStore<ConnectionState>({ kind: 'connecting' });
  private readonly followers = new Map<number, Follower>();
  private socket: ISocket | null = null;
  private socketOpen = false;
  private nextId = 0;
  private attempt = 0;
  /** When the connection was lost, or when the first attempt began. */
  private lostAt: number;
  /** Until when what is known was so: earlier than {@link lostAt} where nobody noticed the loss, as in a sleep. */
  private since: number;
  private nextAttempt: number | null = null;
  private closed = false;
  private readonly heartbeat: IHeartbeat;
  private cancelAttempt = nothingToCancel;
  private cancelLimit = nothingToCancel;
  private cancelPatience = nothingToCancel;

  constructor(private readonly options: ConnectionOptions) {
    this.lostAt = options.timers.now();
    this.since = this.lostAt;
    this.heartbeat = createHeartbeat({
      timers: options.timers,
      ask: () => this.send({ type: 'ping' }),
      dead: () => this.abandon()
    });
    this.waitPatiently();
  }

  connect(): void {
    this.cancelAttempt();
    this.nextAttempt = null;
    this.showLoss();
    const mine = (): boolean => this.socket === socket;
    const socket = this.options.open({
      opened: () => mine() && this.opened(),
      message: data => mine() && this.received(data),
      closed: () => mine() && this.lost()
    });
    this.socket = socket;
    this.cancelLimit = this.options.timers.after(ATTEMPT_LIMIT, () => this.abandon());
  }

  subscribe(topic: Topic, listener: (event: TopicEvent) => void): () => void {
    const follower: Follower = { id: this.nextId++, subscription: beginSubscription(topic), listener };
    this.followers.set(follower.id, follower);
    this.ask(follower);
    return () => {
      if (this.followers.delete(follower.id) && !follower.subscription.ended) {
        this.send({ type: 'unsubscribe', subscription: follower.id });
      }
    };
  }

  retryNow(): void {
    if (this.socket === null && !this.closed) {
      this.attempt = 0;
      this.connect();
    }
  }

  check(): void {
    this.retryNow();
    this.heartbeat.suspect();
  }

  close(): void {
    this.closed = true;
    this.cancelAttempt();
    this.cancelLimit();
    this.cancelPatience();
    this.heartbeat.end();
    this.socket?.close();
    this.socket = null;
    this.socketOpen = false;
  }

  private opened(): void {
    this.cancelLimit();
    this.socketOpen = true;
    for (const follower of [...this.followers.values()]) {
      this.renew(follower);
    }
    if (this.followers.size === 0) {
      this.live();
    }
  }

  /** With something asked for, only an answer proves that there is a scheduler behind the proxy. */
  private live(): void {
    this.attempt = 0;
    this.cancelPatience();
    this.heartbeat.begin();
    if (this.state.getSnapshot().kind !== 'live') {
      this.state.set({ kind: 'live' });
    }
  }

  private abandon(): void {
    const silent = this.socket;
    this.lost();
    silent?.close();
  }

  private lost(): void {
    const wasOpen = this.socketOpen;
    this.socket = null;
    this.socketOpen = false;
    this.cancelLimit();
    const knownUntil = this.heartbeat.knownUntil();
    this.heartbeat.end();
    const { timers } = this.options;
    const delay = reconnectDelay(this.attempt, this.options.jitter());
    this.attempt += 1;
    this.nextAttempt = timers.now() + delay;
    this.cancelAttempt = timers.after(delay, () => this.connect());
    if (this.state.getSnapshot().kind === 'live') {
      this.lostAt = timers.now();
      this.since = knownUntil;
      this.waitPatiently();
      this.state.set({ kind: 'reconnecting', since: this.since });
    } else {
      this.showLoss();
    }
    if (!wasOpen) {
      void this.askForLogin(this.nextAttempt);
    }
  }

  /** Without a login, every attempt would be refused. `attempt`: the next one, when the question was asked. */
  private async askForLogin(attempt: number): Promise<void> {
    const loggedOut = await this.options.isLoggedOut();
    if (this.nextAttempt !== attempt || this.closed) {
      return;
    }
    if (loggedOut) {
      this.cancelAttempt();
      this.cancelPatience();
      this.nextAttempt = null;
      this.state.set({ kind: 'logged_out', since: this.since });
    } else if (this.state.getSnapshot().kind === 'logged_out') {
      this.state.set({ kind: 'disconnected', since: this.since, nextAttempt: attempt });
    }
  }

  private waitPatiently(): void {
    this.cancelPatience = this.options.timers.after(DISCONNECTED_AFTER, () => this.showLoss());
  }

  private showLoss(): void {
    const { kind } = this.state.getSnapshot();
    if (kind !== 'logged_out' && this.options.timers.now() - this.lostAt >= DISCONNECTED_AFTER) {
      this.state.set({ kind: 'disconnected', since: this.since, nextAttempt: this.nextAttempt });
    }
  }

  private received(data: string | Uint8Array): void {
    this.live();
    this.heartbeat.heard();
    if (data === PONG) {
      return;
    }
    if (typeof data === 'string') {
      this.receivedText(data);
    } else {
      this.receivedBytes(data);
    }
  }

  private receivedText(text: string): void {
    const message = parseServerMessage(text);
    if (message?.subscription == null) {
      this.options.report(`a message is not understood: ${text.slice(0, 200)}`);
      return;
    }
    const follower = this.followers.get(message.subscription);
    if (follower !== undefined) {
      this.apply(follower, acceptMessage(follower.subscription, message));
    }
  }

  private receivedBytes(data: Uint8Array): void {
    const frame = decodeLogFrame(data);
    if (frame === null) {
      this.options.report(`a binary message of ${data.length} bytes is too short to be a log frame`);
      return;
    }
    const follower = this.followers.get(frame.subscription);
    if (follower !== undefined) {
      this.apply(follower, acceptFrame(follower.subscription, frame));
    }
  }

  private apply(follower: Follower, step: Step): void {
    follower.subscription = step.subscription;
    if (step.again) {
      this.send({ type: 'unsubscribe', subscription: follower.id });
      this.renew(follower);
    }
    if (step.event !== null) {
      follower.listener(step.event);
    }
  }

  /** Under a new number, so that what is still under way for the old one is not taken for an answer. */
  private renew(follower: Follower): void {
    this.followers.delete(follower.id);
    follower.id = this.nextId++;
    follower.subscription = restartSubscription(follower.subscription);
    this.followers.set(follower.id, follower);
    this.ask(follower);
  }

  private ask(follower: Follower): void {
    if (!follower.subscription.ended) {
      this.send({ type: 'subscribe', subscription: follower.id, topic: formatTopic(follower.subscription.topic) });
    }
  }

  private send(message: ClientMessage): void {
    if (this.socketOpen) {
      this.socket?.send(JSON.stringify(message));
    }
  }
}
