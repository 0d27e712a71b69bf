// @vitest-environment jsdom
import { ServerConnection } from '@jupyterlab/services';
import { describe, expect, it } from 'vitest';
import { labSocket } from './lab-socket';

function addressWith(options: Partial<ServerConnection.ISettings>): string | undefined {
  const opened: string[] = [];
  class RecordingSocket extends EventTarget {
    constructor(url: string | URL) {
      super();
      opened.push(String(url));
    }
  }
  const settings = ServerConnection.makeSettings({ wsUrl: 'ws://localhost:1/lab-of-ann/', ...options });
  Object.assign(settings, { WebSocket: RecordingSocket });
  labSocket(settings)({ opened: () => undefined, message: () => undefined, closed: () => undefined });
  return opened[0];
}

describe('labSocket', () => {
  it('puts the token into the address where Lab does', () => {
    expect(addressWith({ token: 'a&b', appendToken: true })).toBe('ws://localhost:1/lab-of-ann/peach/api/events?token=a%26b');
  });

  it('relies on the cookie otherwise', () => {
    expect(addressWith({ token: 'a&b', appendToken: false })).toBe('ws://localhost:1/lab-of-ann/peach/api/events');
  });
});
