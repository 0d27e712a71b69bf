/** Longest padding of a line. */
const PADDING = 97;

/** The line with this number that the code of a run prints, without its newline; `load/task-source.ts` prints the same. */
export function printedLine(run: string, number: number): string {
  return `out ${number} ${run} ${'x'.repeat((number * 31) % PADDING)}`;
}
