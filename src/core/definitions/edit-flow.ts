import { endOfContent, startOfEntry } from './entry-range';
import { NO_EDITS, edits, joinEdits, obstacle, type Edits } from './text-edit';

/** Takes entries out from between braces or brackets, each with one comma; some entry stays. */
export function removeFromFlow(text: string, items: readonly unknown[], gone: ReadonlySet<number>): Edits {
  const parts: Edits[] = [];
  for (let first = 0; first < items.length; first++) {
    if (!gone.has(first)) {
      continue;
    }
    let last = first;
    while (gone.has(last + 1)) {
      last += 1;
    }
    parts.push(removeRun(text, items, { first, last }));
    first = last;
  }
  return parts.length === 0 ? NO_EDITS : joinEdits(parts);
}

function removeRun(text: string, items: readonly unknown[], { first, last }: { readonly first: number; readonly last: number }): Edits {
  const isEnd = last === items.length - 1;
  const from = isEnd ? endOfContent(items[first - 1]) : startOfEntry(items[first]);
  const to = isEnd ? endOfContent(items[last]) : startOfEntry(items[last + 1]);
  // What stands between two entries beside the comma would go with them.
  return text
    .slice(from, to)
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'/g, '')
    .includes('#')
    ? obstacle('a comment stands between the braces', from)
    : edits({ from, to, text: '' });
}
