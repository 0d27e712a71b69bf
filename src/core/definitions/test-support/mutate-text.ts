/** One change of a text. `at` says where, as a part of its length, lines or words, from 0 to 1. */
export type Mutation = {
  readonly kind: 'insert' | 'remove' | 'word' | 'repeat line' | 'move line' | 'indent' | 'cut' | 'line breaks';
  readonly at: number;
  readonly count: number;
  readonly text: string;
};

/** `source` after the mutations, one after the other. */
export function mutateText(source: string, mutations: readonly Mutation[]): string {
  return mutations.reduce(mutate, source);
}

function mutate(source: string, { kind, at, count, text }: Mutation): string {
  const offset = Math.round(at * source.length);
  switch (kind) {
    case 'insert':
      return source.slice(0, offset) + text + source.slice(offset);
    case 'remove':
      return source.slice(0, offset) + source.slice(offset + count);
    case 'cut':
      return source.slice(0, offset);
    case 'line breaks':
      return source.replaceAll('\n', count % 2 === 0 ? '\r\n' : '\r');
    case 'word':
      return replaceWord(source, at, text);
    case 'repeat line':
    case 'move line':
    case 'indent':
      return changeLine(source, kind, { at, count });
  }
}

function replaceWord(source: string, at: number, text: string): string {
  const pieces = source.split(/([\s:,{}[\]]+)/);
  const place = Math.floor((at * pieces.length) / 2) * 2;
  return pieces.map((piece, index) => (index === place ? text : piece)).join('');
}

function changeLine(
  source: string,
  kind: 'repeat line' | 'move line' | 'indent',
  { at, count }: { readonly at: number; readonly count: number }
): string {
  const lines = source.split('\n');
  const place = Math.min(lines.length - 1, Math.floor(at * lines.length));
  const line = lines[place] ?? '';
  if (kind === 'indent') {
    const moved = count % 3 === 0 ? `\t${line}` : count % 3 === 1 ? `${' '.repeat(count)}${line}` : line.slice(1);
    return lines.with(place, moved).join('\n');
  }
  const rest = kind === 'move line' ? lines.toSpliced(place, 1) : lines;
  return rest.toSpliced(Math.min(rest.length, place + count), 0, line).join('\n');
}
