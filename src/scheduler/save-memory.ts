import { setFlagsFromString } from 'node:v8';

/**
 * Lets V8 rather collect than grow: a scheduler reads much at once and then rests for long. Measured after reading 10,000
 * tasks: 159 instead of 270 MiB, at the same processor time. As an argument of Node's it would also shrink the space for
 * young objects to 1 MiB, which saves no more and doubles that time.
 */
export function saveMemory(): void {
  setFlagsFromString('--optimize-for-size');
}
