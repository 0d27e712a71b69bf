import type { History, Journal } from '../history/history';
import { lastLifeOf, startOf } from '../history/journal-facts';

/** No two runs of one loop overlap: the last sign of life of one, its children's included, comes before the start of the next. */
export function noOverlap(history: History): readonly string[] {
  const loops = new Map(history.tasks.map(task => [task.key, task.loop]));
  const ran = history.journals.filter(journal => startOf(journal) !== null);
  return [...Map.groupBy(ran, journal => loops.get(journal.task) ?? journal.task)].flatMap(([loop, journals]) => overlaps(loop, journals));
}

function overlaps(loop: string, journals: readonly Journal[]): readonly string[] {
  const inOrder = [...journals].sort((a, b) => beginning(a) - beginning(b));
  const words: string[] = [];
  let before: Journal | null = null;
  for (const journal of inOrder) {
    if (before !== null && lastLifeOf(before) > beginning(journal)) {
      const long = Math.ceil(lastLifeOf(before) - beginning(journal));
      words.push(
        `loop ${loop}: run ${journal.run} of ${journal.task} started while run ${before.run} of ${before.task} still lived, for ${long} ms`
      );
    }
    before = before === null || lastLifeOf(journal) > lastLifeOf(before) ? journal : before;
  }
  return words;
}

function beginning(journal: Journal): number {
  return startOf(journal)?.at ?? 0;
}
