const MOST_LINES = 8;
const MOST_CHARACTERS = 1500;
/** Of strings, which the bundle can hold in plain ASCII. */
const FRAME = new RegExp('[×╰├─▶│┃]+', 'g');
const FAULT = new RegExp('^(×|error:)\\s*');

/** What the installer said last, in one line: from where it begins to tell what went wrong. */
export function installerWords(log: string): string {
  const lines = log
    .split('\n')
    .map(line => line.replace(FRAME, match => (match.includes('×') ? '×' : '')).trim())
    .filter(line => line !== '' && !/^(Using|Creating|Activate|Resolved|Prepared|warning:|DEBUG|TRACE)/.test(line));
  const begin = lines.findLastIndex(line => FAULT.test(line));
  const told = begin < 0 ? lines.slice(-MOST_LINES) : lines.slice(begin, begin + 3 * MOST_LINES);
  const words = told.map(line => line.replace(FAULT, '')).join(' ');
  return words.length > MOST_CHARACTERS ? `${words.slice(0, MOST_CHARACTERS)}…` : words;
}
