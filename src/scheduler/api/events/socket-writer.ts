import type { Duplex } from 'node:stream';
import { WebSocket } from 'ws';

/**
 * Writes to one websocket and knows when its client is behind. Whoever has much to say waits for room; then it is
 * called in the order of asking, one at a time, so that a hundred waiting logs don't fill the memory at once.
 */
export class SocketWriter {
  readonly #socket: WebSocket;
  readonly #stream: Duplex;
  readonly #limit: number;
  #waiting: { readonly act: () => void; readonly limit: number }[] = [];

  /** `stream` is what `socket` writes to. `limit`: bytes not yet taken by the client from which on it counts as behind. */
  constructor(socket: WebSocket, stream: Duplex, limit: number) {
    this.#socket = socket;
    this.#stream = stream;
    this.#limit = limit;
    socket.on('close', () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      waiting.forEach(({ act }) => act());
    });
  }

  get congested(): boolean {
    return this.#holds(this.#limit);
  }

  /** Does nothing once the socket is closed. */
  send(message: string | Uint8Array): void {
    if (this.#open) {
      this.#gather();
      this.#socket.send(message, () => this.#wake());
    }
  }

  /** Sends a binary message of two parts without joining them: the large one may be shared by many clients. */
  sendJoined(head: Uint8Array, body: Uint8Array): void {
    if (this.#open) {
      this.#gather();
      this.#socket.send(head, { binary: true, fin: false });
      this.#socket.send(body, { binary: true, fin: true }, () => this.#wake());
    }
  }

  /** Calls `act` as soon as the client has taken all but `limit` bytes, at once where it has; also when the socket closes. */
  whenRoom(act: () => void, limit = this.#limit): void {
    if (this.#waiting.length === 0 && !this.#holds(limit)) {
      act();
    } else {
      this.#waiting.push({ act, limit });
    }
  }

  /** What is sent in one moment goes out in one write: to hand it to the kernel takes longer than to make it. */
  #gather(): void {
    if (this.#stream.writableCorked === 0) {
      this.#stream.cork();
      process.nextTick(() => this.#stream.uncork());
    }
  }

  #holds(limit: number): boolean {
    return this.#open && this.#socket.bufferedAmount >= limit;
  }

  get #open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  #wake(): void {
    for (let [next] = this.#waiting; next !== undefined && !this.#holds(next.limit); [next] = this.#waiting) {
      this.#waiting.shift();
      next.act();
    }
  }
}
