import { connect } from 'node:net';

/** Milliseconds in which a port of this machine answers. */
const PATIENCE = 2_000;

/** True where somebody listens at this port. */
export function connects(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ port, host: '127.0.0.1', timeout: PATIENCE });
    const answer = (listens: boolean): void => {
      socket.destroy();
      resolve(listens);
    };
    socket.once('connect', () => answer(true));
    socket.once('error', () => answer(false));
    socket.once('timeout', () => answer(false));
  });
}
