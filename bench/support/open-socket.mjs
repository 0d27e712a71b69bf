// A websocket of the scheduler's.
import { WebSocket } from 'ws';

// Of a log frame (src/protocol/events.ts): subscription and offset.
const FRAME_HEADER_BYTES = 12;

/** Resolves once it is open. One topic at a time: `follow` replaces what was followed before. */
export function openSocket(url, headers) {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), { headers });
  let subscription = 0;
  let hear = () => {};
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      hear({ type: 'log', subscription: data.readUInt32BE(0), bytes: data.subarray(FRAME_HEADER_BYTES) });
    } else {
      hear(JSON.parse(data.toString()));
    }
  });
  const say = message => socket.send(JSON.stringify(message));
  const opened = {
    /** Calls `listener` with each message of `topic`, log frames as `{ type: 'log', bytes }`. Resolves with the first one, the snapshot. */
    follow: (topic, listener) =>
      new Promise((resolve, reject) => {
        if (subscription > 0) {
          say({ type: 'unsubscribe', subscription });
        }
        subscription += 1;
        hear = message => {
          if (message.subscription !== subscription) {
            return;
          }
          if (message.type === 'refused') {
            reject(new Error(message.error.message));
            return;
          }
          resolve(message);
          listener(message);
        };
        say({ type: 'subscribe', subscription, topic });
      }),
    /** Takes nothing more from the socket. */
    pause: () => socket.pause(),
    close: () =>
      new Promise(resolve => {
        socket.once('close', () => resolve());
        socket.close();
      })
  };
  return new Promise((resolve, reject) => {
    socket.once('open', () => resolve(opened));
    socket.on('error', reject);
  });
}
