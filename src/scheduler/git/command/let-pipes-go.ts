import type { Readable } from 'node:stream';

/**
 * Destroys the pipes of a process that has ended as soon as nothing of its own can be left in them.
 *
 * What it wrote lay in the pipes when it ended, and the event loop reads them once a turn, before its immediates: a whole
 * turn without data means that they were empty. Time tells nothing, for a loop that stands still reads nothing meanwhile.
 * Something that never stops writing is read until `isGivenUp`.
 */
export function letPipesGo(pipes: readonly Readable[], isGivenUp: () => boolean): void {
  let came = true;
  for (const pipe of pipes) {
    pipe.on('data', () => {
      came = true;
    });
  }
  setImmediate(function look(): void {
    if (came && !isGivenUp()) {
      came = false;
      setImmediate(look);
      return;
    }
    for (const pipe of pipes) {
      pipe.destroy();
    }
  });
}
