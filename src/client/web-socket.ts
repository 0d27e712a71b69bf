import type { OpenSocket } from './socket';

/** The part of the browser’s `WebSocket` that is used. */
export interface IWebSocket {
  binaryType: string;
  send(text: string): void;
  close(): void;
  addEventListener(type: 'open', listener: () => void): void;
  addEventListener(type: 'message', listener: (event: { readonly data: unknown }) => void): void;
  addEventListener(type: 'close', listener: (event: { readonly code: number; readonly reason: string }) => void): void;
}

/** Opens sockets with `create`, e.g. `() => new WebSocket(url)`. */
export function webSocketOpener(create: () => IWebSocket): OpenSocket {
  return events => {
    const socket = create();
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('open', () => events.opened());
    socket.addEventListener('message', ({ data }) => {
      if (typeof data === 'string') {
        events.message(data);
      } else if (data instanceof ArrayBuffer) {
        events.message(new Uint8Array(data));
      }
    });
    socket.addEventListener('close', ({ code, reason }) => events.closed({ code, reason }));
    return socket;
  };
}
