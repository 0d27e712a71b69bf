import { setTimeout as pause } from 'node:timers/promises';

/** Asks `look` again and again until it answers something; rejects with `what` when it never does. */
export async function until<T>(
  what: string,
  look: () => T | null | undefined | false | Promise<T | null | undefined | false>,
  seconds = 60
): Promise<T> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) {
      return found;
    }
    if (Date.now() > deadline) {
      throw new Error(`waited ${seconds} s in vain: ${what}`);
    }
    await pause(25);
  }
}
