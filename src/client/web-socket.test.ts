import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { WebSocketServer, type WebSocket as ServerSocket } from 'ws';
import type { SocketClosed } from './socket';
import { webSocketOpener } from './web-socket';

const servers: WebSocketServer[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.clients.forEach(client => client.terminate());
    server.close();
  }
});

async function listening(): Promise<{ readonly server: WebSocketServer; readonly url: string }> {
  const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  servers.push(server);
  await once(server, 'listening');
  return { server, url: `ws://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

describe('a socket over a real websocket', () => {
  it('hands on text and bytes, sends text, and tells its end', async () => {
    const { server, url } = await listening();
    const messages: (string | Uint8Array)[] = [];
    const end = Promise.withResolvers<SocketClosed>();
    const opened = Promise.withResolvers<void>();
    const socket = webSocketOpener(() => new WebSocket(url))({
      opened: opened.resolve,
      message: data => messages.push(data),
      closed: end.resolve
    });
    const [client] = (await once(server, 'connection')) as [ServerSocket];
    await opened.promise;
    socket.send('hello');
    const [received] = (await once(client, 'message')) as [Buffer];
    client.send('text');
    client.send(new Uint8Array([1, 2, 3]));
    client.close(4001, 'enough');
    expect(await end.promise).toEqual({ code: 4001, reason: 'enough' });
    expect(received.toString()).toBe('hello');
    expect(messages).toEqual(['text', new Uint8Array([1, 2, 3])]);
  });

  it('tells a failure as its end', async () => {
    const { server, url } = await listening();
    server.close();
    const end = Promise.withResolvers<SocketClosed>();
    webSocketOpener(() => new WebSocket(url))({ opened: () => undefined, message: () => undefined, closed: end.resolve });
    expect(await end.promise).toMatchObject({ code: 1006 });
  });
});
