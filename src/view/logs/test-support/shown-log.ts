import type { ShownLine, ShownLog } from '../../tasks-information/shown-state';

export type ShownLogChanges = Partial<Omit<ShownLog, 'lines'>> &
  Partial<Pick<ShownLog['lines'], 'uncountedBytes' | 'lastTime'>> &
  Partial<Omit<ShownLine, 'text'>>;

/** A complete log with these lines, of which null ones are not loaded, but for what `changes` says. */
export function shownLog(texts: readonly (string | null)[], changes: ShownLogChanges = {}): ShownLog {
  const { uncountedBytes = 0, lastTime = null, time = null, stream = 'stdout', ...rest } = changes;
  return {
    state: 'complete',
    refusal: null,
    problem: null,
    ...rest,
    lines: {
      lineCount: texts.length,
      line: index => {
        const text = texts[index] ?? null;
        return text === null ? null : { text, time, stream };
      },
      place: line => ({ block: 0, line }),
      indexOf: ({ line }) => line,
      uncountedBytes,
      lastTime
    }
  };
}
