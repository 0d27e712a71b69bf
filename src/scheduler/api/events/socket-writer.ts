import { WebSocket } from 'ws';

/**
 * Writes to one websocket and knows when its client is behind. Whoever has much to say waits for room; then it is
 * called in the order of asking, one at a time, so that a hundred waiting logs don't fill the memory at once.
 */
export class SocketWriter {
  readonly #socket: WebSocket;
  readonly #limit: number;
  #waiting: (() => void)[] = [];

  /** `limit`: bytes not yet taken by the client from which on it counts as behind. */
  constructor(socket: WebSocket, limit: number) {
    this.#socket = socket;
    this.#limit = limit;
    socket.on('close', () => {
      const waiting = this.#waiting;
      this.#waiting = [];
      waiting.forEach(act => act());
    });
  }

  get congested(): boolean {
    return this.#open && this.#socket.bufferedAmount >= this.#limit;
  }

  /** Does nothing once the socket is closed. */
  send(message: string | Uint8Array): void {
    if (this.#open) {
      this.#socket.send(message, () => this.#wake());
    }
  }

  /** Calls `act` as soon as the client has taken enough, at once where it has; also when the socket closes. */
  whenRoom(act: () => void): void {
    if (this.#waiting.length === 0 && !this.congested) {
      act();
    } else {
      this.#waiting.push(act);
    }
  }

  get #open(): boolean {
    return this.#socket.readyState === WebSocket.OPEN;
  }

  #wake(): void {
    while (this.#waiting.length > 0 && !this.congested) {
      this.#waiting.shift()?.();
    }
  }
}
