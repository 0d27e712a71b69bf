const CLASSIC_FIRST = /^\s*>>>(?: |$)/;
const CLASSIC = /^\s*(?:>>>|\.\.\.)(?: |$)/;
const IPYTHON_FIRST = /^(?:\[(?:nav|ins)\] )?In \[\d+\]:(?: |$)/;
const IPYTHON = /^(?:(?:\[(?:nav|ins)\] )?In \[\d+\]:(?: |$)|\s*\.{3,}: ?)/;

/** Takes pasted prompts (`>>> `, `In [3]: `) off every line, where the first line with text has one. */
export function stripPrompts(lines: readonly string[]): readonly string[] {
  const first = lines.find(line => line.trim() !== '') ?? '';
  if (CLASSIC_FIRST.test(first)) {
    return lines.map(line => line.replace(CLASSIC, ''));
  }
  return IPYTHON_FIRST.test(first) ? lines.map(line => line.replace(IPYTHON, '')) : lines;
}
