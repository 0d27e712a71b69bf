/** What a scanner of Python carries from one physical line to the next. */
export type ScanState = {
  /** Delimiter of the string that is open, or null. */
  readonly quote: string | null;
  /** Open brackets. */
  readonly depth: number;
  /** The line before ended with a backslash. */
  readonly continued: boolean;
  /** The logical line has had its first `=` outside brackets. */
  readonly assigned: boolean;
};

type ScannedLine = {
  readonly end: ScanState;
  readonly comment: boolean;
  /** Offset of the logical line's first `=` outside brackets, where this line has it. */
  readonly assignment: number | null;
};

type Token = { readonly text: string; readonly end: number };

/** The state before a statement. */
export const STATEMENT_START: ScanState = { quote: null, depth: 0, continued: false, assigned: false };

const TOKEN = /"""|'''|["'()[\]{}#]|[<>!:+\-*/%@&|^~]?=+|\\$/g;
const STRING_END: Readonly<Record<string, RegExp>> = {
  '"': /\\.|"/g,
  "'": /\\.|'/g,
  '"""': /\\.|"""/g,
  "'''": /\\.|'''/g
};
const ODD_BACKSLASHES = /(?<!\\)(?:\\\\)*\\$/;

/** True where a new statement begins: not in a string or bracket, nor after a backslash. */
export function isStatementStart(state: ScanState): boolean {
  return state.quote === null && state.depth === 0 && !state.continued;
}

/** Reads one physical line without its line feed. Brackets and quotes in strings and comments do not count. */
export function scanLine(line: string, start: ScanState): ScannedLine {
  let { quote, depth, assigned } = start;
  let assignment: number | null = null;
  let at = 0;
  for (;;) {
    const token = quote === null ? match(TOKEN, line, at) : stringEnd(line, at, quote);
    if (token === null) {
      const open = quote !== null && goesOn(line, quote) ? quote : null;
      return { end: endOf(open, depth, false, assigned), comment: false, assignment };
    }
    at = token.end;
    if (quote !== null) {
      quote = null;
    } else if (token.text === '#') {
      return { end: endOf(null, depth, false, assigned), comment: true, assignment };
    } else if (token.text === '\\') {
      return { end: endOf(null, depth, true, assigned), comment: false, assignment };
    } else if (token.text in STRING_END) {
      quote = token.text;
    } else if (token.text === '=' && depth === 0 && !assigned) {
      assigned = true;
      assignment = token.end - 1;
    } else {
      depth = Math.max(0, depth + bracket(token.text));
    }
  }
}

function endOf(quote: string | null, depth: number, continued: boolean, assigned: boolean): ScanState {
  return { quote, depth, continued, assigned: assigned && (quote !== null || depth > 0 || continued) };
}

function match(pattern: RegExp, line: string, at: number): Token | null {
  pattern.lastIndex = at;
  const found = pattern.exec(line);
  return found === null ? null : { text: found[0], end: pattern.lastIndex };
}

function stringEnd(line: string, from: number, quote: string): Token | null {
  const pattern = STRING_END[quote] ?? TOKEN;
  let found = match(pattern, line, from);
  while (found !== null && found.text !== quote) {
    found = match(pattern, line, found.end);
  }
  return found;
}

/** A string in single quotes ends with its line, except after a backslash. */
function goesOn(line: string, quote: string): boolean {
  return quote.length === 3 || ODD_BACKSLASHES.test(line);
}

function bracket(text: string): number {
  if ('([{'.includes(text)) {
    return 1;
  }
  return ')]}'.includes(text) ? -1 : 0;
}
