/** How a socket was closed: the websocket’s own code and the text that came with it. */
export type SocketClosed = { readonly code: number; readonly reason: string };

/** What an open socket tells. After `closed` nothing more comes. */
export type SocketEvents = {
  readonly opened: () => void;
  /** Text, or the bytes of a binary message. */
  readonly message: (data: string | Uint8Array) => void;
  readonly closed: (how: SocketClosed) => void;
};

/** A connection under way or open. */
export interface ISocket {
  send(text: string): void;
  close(): void;
}

/** Opens a connection to the scheduler’s events. Its events come after this has returned; a failure comes as `closed`, never as a throw. */
export type OpenSocket = (events: SocketEvents) => ISocket;
