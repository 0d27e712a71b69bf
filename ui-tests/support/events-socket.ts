import type { Page, WebSocketRoute } from '@playwright/test';
import type { ServerMessage } from '../../src/protocol/events';

/** The connection of events, between the page and the server. */
export type EventsSocket = {
  /** Ends the connection, and every attempt from now on. */
  cut(): Promise<void>;
};

const EVENTS = /\/peach\/api\/events/;

/** Puts itself between, and loads the page again, as it may be connected already. `change` may answer another message. */
export async function holdEventsSocket(
  page: Page,
  change: (message: ServerMessage) => ServerMessage = message => message
): Promise<EventsSocket> {
  const open: WebSocketRoute[] = [];
  let isCut = false;
  await page.routeWebSocket(EVENTS, socket => {
    if (isCut) {
      void socket.close({ code: 1011 });
      return;
    }
    open.push(socket);
    socket.connectToServer().onMessage(message => {
      socket.send(typeof message === 'string' ? JSON.stringify(change(JSON.parse(message) as ServerMessage)) : message);
    });
  });
  // Galata takes the second option too; its types name Playwright's alone.
  const options = { waitUntil: 'load' as const, waitForIsReady: true };
  await page.reload(options);
  return {
    cut: async () => {
      isCut = true;
      await Promise.all(open.map(socket => socket.close({ code: 1011 })));
    }
  };
}
