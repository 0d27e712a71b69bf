import type { StyledText } from './parse-ansi';

/** A stretch of a line’s plain text, from `start` up to, not including, `end`. `current`: the match that the person is at. */
export type TextMark = { readonly start: number; readonly end: number; readonly current: boolean };

/** A piece of a line, cut where a match begins or ends. */
export type MarkedText = StyledText & { readonly mark: 'none' | 'match' | 'current' };

/** `pieces` with the matches cut out of them. `marks` are in order and don’t overlap. */
export function markText(pieces: readonly StyledText[], marks: readonly TextMark[]): readonly MarkedText[] {
  if (marks.length === 0) {
    return pieces.map(piece => ({ ...piece, mark: 'none' }));
  }
  const result: MarkedText[] = [];
  let offset = 0;
  for (const { text, style } of pieces) {
    const end = offset + text.length;
    const cuts = marks.flatMap(mark => [mark.start, mark.end]).filter(cut => cut > offset && cut < end);
    const bounds = [offset, ...cuts, end];
    for (let place = 0; place + 1 < bounds.length; place++) {
      const from = bounds[place] ?? offset;
      const to = bounds[place + 1] ?? end;
      if (to > from) {
        result.push({ text: text.slice(from - offset, to - offset), style, mark: kindAt(marks, from) });
      }
    }
    offset = end;
  }
  return result;
}

function kindAt(marks: readonly TextMark[], place: number): MarkedText['mark'] {
  const mark = marks.find(candidate => candidate.start <= place && place < candidate.end);
  if (mark === undefined) {
    return 'none';
  }
  return mark.current ? 'current' : 'match';
}
