import { printedLine } from '../history/printed-line';

/** `numbers`: of the lines that stand there whole. `toldLost`: bytes that the log itself says could not be written. `wrong`: what should never be in a log. */
export type NumberedLog = { readonly numbers: ReadonlySet<number>; readonly toldLost: number; readonly wrong: string | null };

const TOLD = /peach: (\d+) bytes of this log could not be written/;

/** Reads the numbered lines of a run from its log; lines of others in between are not looked at. Where the log tells of lost bytes, lines may be cut and numbers left out. */
export function readNumberedLog(run: string, bytes: Uint8Array): NumberedLog {
  const text = Buffer.from(bytes).toString('latin1');
  const told = TOLD.exec(text);
  const lines = text.split('\n');
  const numbers = new Set<number>();
  let wrong: string | null = null;
  for (const [place, line] of lines.entries()) {
    const number = Number(/^out (\d+) /.exec(line)?.[1] ?? Number.NaN);
    const last = place === lines.length - 1;
    if (!Number.isNaN(number) && line === printedLine(run, number)) {
      wrong ??= numbers.has(number) ? `line ${number} stands there twice` : null;
      wrong ??= told === null && number !== numbers.size ? `line ${number} follows where line ${numbers.size} should` : null;
      numbers.add(number);
    } else if (line.startsWith('out ') && !last && told === null) {
      wrong ??= `line ${numbers.size} is damaged: ${JSON.stringify(line.slice(0, 60))}`;
    }
  }
  return { numbers, toldLost: told === null ? 0 : lostBytes(told[1] ?? '0'), wrong };
}

/** The pieces of cut lines that are there don't count as lines: as much as two lines may be there in pieces. */
function lostBytes(told: string): number {
  return Number(told) + 2 * LONGEST_LINE;
}

const LONGEST_LINE = 160;
