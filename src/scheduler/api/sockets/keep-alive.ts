import type { WebSocket } from 'ws';

/** Pings the peer every `interval` milliseconds, and drops the connection when two in a row stay unanswered. */
export function keepAlive(socket: WebSocket, interval: number): void {
  let unanswered = 0;
  const timer = setInterval(() => {
    if (unanswered === 2) {
      socket.terminate();
      return;
    }
    unanswered += 1;
    socket.ping();
  }, interval);
  socket.on('pong', () => {
    unanswered = 0;
  });
  socket.on('close', () => clearInterval(timer));
}
