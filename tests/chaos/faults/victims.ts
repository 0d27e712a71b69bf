import { setTimeout as pause } from 'node:timers/promises';
import { moment } from '../world/moment';

/** Milliseconds to wait for somebody a fault can be done to. */
export const PATIENCE = 10_000;
const LOOK_EVERY = 10;

/** Those that `find` answers, as soon as there is one; nobody where none comes. */
export async function victims<T>(find: () => readonly T[]): Promise<readonly T[]> {
  const deadline = moment() + PATIENCE;
  let found = find();
  while (found.length === 0 && moment() < deadline) {
    await pause(LOOK_EVERY);
    found = find();
  }
  return found;
}
