import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import { PONG, type ServerMessage, type Topic } from '../../../protocol/events';
import type { ErrorCode } from '../../../protocol/errors';
import type { ILogger } from '../../ports';
import type { SchedulerServices } from '../../services/scheduler-services';
import type { ApiLimits } from '../http/limits';
import { followLog } from './follow-log';
import { followState } from './follow-state';
import { parseClientMessage } from './parse-client-message';
import { SocketWriter } from './socket-writer';
import type { TopicChannels } from './topic-channels';

/** What a connection is given. */
export type EventsContext = {
  readonly services: SchedulerServices;
  /** Shared by all connections that see the same. */
  readonly channels: TopicChannels;
  readonly logger: ILogger;
  readonly limits: ApiLimits;
};

/** Serves one client of `/api/events` until its socket, which writes to `stream`, closes. */
export function serveEvents(socket: WebSocket, stream: Duplex, context: EventsContext): void {
  const connection = new EventsConnection(socket, stream, context);
  // `nodebuffer`, the default, gives every message as one buffer.
  socket.on('message', (data, isBinary) => connection.receive(isBinary ? null : (data as Buffer).toString()));
  socket.on('close', () => connection.close());
}

/** One client and what it follows. */
class EventsConnection {
  readonly #socket: WebSocket;
  readonly #context: EventsContext;
  readonly #writer: SocketWriter;
  /** What ends each subscription. */
  readonly #subscriptions = new Map<number, () => void>();

  constructor(socket: WebSocket, stream: Duplex, context: EventsContext) {
    this.#socket = socket;
    this.#context = context;
    this.#writer = new SocketWriter(socket, stream, context.limits.buffered);
  }

  /** Takes a message; null: one that is not text. */
  receive(text: string | null): void {
    // A client that talks without listening is not listened to either.
    if (this.#writer.congested) {
      this.#socket.pause();
      this.#writer.whenRoom(() => this.#socket.resume());
    }
    const message = parseClientMessage(text ?? '');
    if (!message.ok) {
      const { subscription = null } = (message.refusal.details ?? {}) as { readonly subscription?: number };
      this.#refuse(subscription, message.refusal.code, message.refusal.message);
    } else if (message.value.type === 'subscribe') {
      this.#subscribe(message.value.subscription, message.value.topic);
    } else if (message.value.type === 'ping') {
      this.#writer.send(PONG);
    } else {
      this.#unsubscribe(message.value.subscription);
    }
  }

  close(): void {
    this.#subscriptions.forEach(end => end());
    this.#subscriptions.clear();
  }

  #subscribe(subscription: number, topic: Topic): void {
    const most = this.#context.limits.subscriptions;
    if (this.#subscriptions.has(subscription)) {
      this.#refuse(subscription, 'bad_request', `subscription ${subscription} is in use on this connection; choose another number`);
    } else if (this.#subscriptions.size >= most) {
      this.#refuse(subscription, 'bad_request', `at most ${most} subscriptions a connection; end one first`);
    } else if (topic.kind === 'log') {
      this.#subscribeLog(subscription, topic);
    } else {
      const { channels } = this.#context;
      this.#subscriptions.set(subscription, followState(topic, subscription, { channels, writer: this.#writer }));
    }
  }

  #subscribeLog(subscription: number, topic: Extract<Topic, { readonly kind: 'log' }>): void {
    const controller = new AbortController();
    const { signal } = controller;
    this.#subscriptions.set(subscription, () => controller.abort());
    followLog(topic, this.#context.services, { subscription, writer: this.#writer, signal })
      .catch((error: unknown) => {
        this.#context.logger.error({ error, run: topic.run }, 'a log could not be followed');
        if (!signal.aborted) {
          this.#refuse(subscription, 'internal', 'the log could not be read; the scheduler’s own log has the reason');
        }
      })
      .finally(() => {
        // After an unsubscribe the number may already be another's.
        if (!signal.aborted) {
          this.#subscriptions.delete(subscription);
        }
      });
  }

  #unsubscribe(subscription: number): void {
    this.#subscriptions.get(subscription)?.();
    this.#subscriptions.delete(subscription);
  }

  #refuse(subscription: number | null, code: ErrorCode, message: string): void {
    const refused: ServerMessage = { type: 'refused', subscription, error: { code, message, details: null } };
    this.#writer.send(JSON.stringify(refused));
  }
}
