import { WebSocket } from 'ws';
import { decodeLogFrame, type LogFrame, type ServerMessage } from '../../../protocol/events';
import { TEST_TOKEN, type TestApi } from './test-api';

/** One message of the server, text or binary. */
export type Received = ServerMessage | ({ readonly type: 'frame' } & LogFrame);

/** A client of `/api/events` that keeps what it received, in order. */
export class EventsClient {
  readonly socket: WebSocket;
  readonly received: Received[] = [];
  #wake: (() => void) | null = null;

  constructor(api: TestApi, path = '/api/events', token = TEST_TOKEN) {
    this.socket = new WebSocket(`${api.url.replace('http', 'ws')}${path}`, { headers: { authorization: `Bearer ${token}` } });
    this.socket.binaryType = 'nodebuffer';
    this.socket.on('error', () => undefined);
    this.socket.on('message', (data, isBinary) => {
      const bytes = data as Buffer;
      const frame = isBinary ? decodeLogFrame(bytes) : null;
      this.received.push(frame === null ? (JSON.parse(String(bytes)) as ServerMessage) : { type: 'frame', ...frame });
      this.#wake?.();
    });
  }

  async opened(): Promise<this> {
    await new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
    return this;
  }

  subscribe(subscription: number, topic: string): void {
    this.socket.send(JSON.stringify({ type: 'subscribe', subscription, topic }));
  }

  unsubscribe(subscription: number): void {
    this.socket.send(JSON.stringify({ type: 'unsubscribe', subscription }));
  }

  /** Resolves with the first message received, now or later, that `wanted` accepts. */
  async until<T extends Received['type']>(
    type: T,
    wanted: (message: Extract<Received, { type: T }>) => boolean = () => true
  ): Promise<Extract<Received, { type: T }>> {
    for (;;) {
      const found = this.received.find(
        (message): message is Extract<Received, { type: T }> => message.type === type && wanted(message as Extract<Received, { type: T }>)
      );
      if (found !== undefined) {
        return found;
      }
      await new Promise<void>(resolve => (this.#wake = resolve));
    }
  }

  async close(): Promise<void> {
    if (this.socket.readyState !== WebSocket.CLOSED) {
      const closed = new Promise(resolve => this.socket.once('close', resolve));
      this.socket.terminate();
      await closed;
    }
  }
}
