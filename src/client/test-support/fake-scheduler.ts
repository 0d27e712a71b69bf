import { encodeLogFrame, type ClientMessage, type ServerMessage } from '../../protocol/events';
import type { ISocket, OpenSocket, SocketEvents } from '../socket';

/** One socket that a connection opened, seen from the other end. */
export class FakeSocket implements ISocket {
  readonly messages: ClientMessage[] = [];
  closed = false;

  constructor(private readonly events: SocketEvents) {}

  send(text: string): void {
    this.messages.push(JSON.parse(text) as ClientMessage);
  }

  close(): void {
    this.closed = true;
  }

  accept(): void {
    this.events.opened();
  }

  break(): void {
    this.events.closed({ code: 1006, reason: '' });
  }

  say(message: ServerMessage): void {
    this.sayText(JSON.stringify(message));
  }

  sayText(text: string): void {
    this.events.message(text);
  }

  sayBytes(data: Uint8Array): void {
    this.events.message(data);
  }

  sayLog(subscription: number, offset: number, text: string): void {
    this.sayBytes(encodeLogFrame({ subscription, offset, bytes: new TextEncoder().encode(text) }));
  }

  /** The topics that are subscribed to now, by number. */
  get topics(): ReadonlyMap<number, string> {
    const topics = new Map<number, string>();
    for (const message of this.messages) {
      if (message.type === 'subscribe') {
        topics.set(message.subscription, message.topic);
      } else if (message.type === 'unsubscribe') {
        topics.delete(message.subscription);
      }
    }
    return topics;
  }

  /** The number of the subscription to `topic`. */
  subscription(topic: string): number {
    const found = [...this.topics].find(([, name]) => name === topic);
    if (found === undefined) {
      throw new Error(`nobody has subscribed to ${topic}; there are ${[...this.topics.values()].join(', ')}`);
    }
    return found[0];
  }
}

/** The other end of all sockets that a connection opens. */
export class FakeScheduler {
  readonly sockets: FakeSocket[] = [];

  readonly open: OpenSocket = events => {
    const socket = new FakeSocket(events);
    this.sockets.push(socket);
    return socket;
  };

  /** The newest socket. */
  get socket(): FakeSocket {
    const socket = this.sockets.at(-1);
    if (socket === undefined) {
      throw new Error('no socket was opened');
    }
    return socket;
  }
}
