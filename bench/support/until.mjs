// Waiting for a state, never for a time.
import { setTimeout as pause } from 'node:timers/promises';

const PATIENCE_MS = 300_000;
const EVERY_MS = 10;

/** Asks `look` until it answers something; throws where it never does. Not for what is measured: it looks from time to time. */
export async function until(what, look) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const found = await look();
    if (found !== null && found !== undefined && found !== false) {
      return found;
    }
    await pause(EVERY_MS);
  }
  throw new Error(`waited ${PATIENCE_MS / 1000} s in vain for ${what}`);
}
