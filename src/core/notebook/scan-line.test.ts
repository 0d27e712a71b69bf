import { describe, expect, it } from 'vitest';
import { isStatementStart, scanLine, STATEMENT_START, type ScanState } from './scan-line';

/** The state after several lines. */
function scan(...lines: readonly string[]): ScanState {
  return lines.reduce((state, line) => scanLine(line, state).end, STATEMENT_START);
}

describe('scanLine', () => {
  it.each([
    ['a string with a bracket', ['x = "("']],
    ['a string with an escaped quote', ["x = 'it\\'s ('"]],
    ['a raw string that ends in an escaped backslash', ["x = r'\\\\'"]],
    ['a comment with a quote and a bracket', ["x = 1  # don't ("]],
    ['a bracket that closes lines later', ['x = [', '1,', ']']],
    ['a triple-quoted string that closes lines later', ['x = """', 'it\'s "(" ', '"""']],
    ['a string that goes on after a backslash', ["x = 'a\\", "b'"]],
    ['an unclosed single-quoted string, which ends with its line', ["x = 'a"]],
    ['a closing bracket too many', [')']]
  ])('stands at a statement after %s', (_, lines) => {
    expect(isStatementStart(scan(...lines))).toBe(true);
  });

  it.each([
    ['an open bracket', ['f(']],
    ['an open triple-quoted string', ["x = '''a"]],
    ['a triple-quoted string with the other quotes in it', ['x = """', "'''"]],
    ['a backslash', ['x = 1 + \\']],
    ['a backslash in a string', ["x = 'a\\"]]
  ])('stands inside a statement after %s', (_, lines) => {
    expect(isStatementStart(scan(...lines))).toBe(false);
  });

  it.each([
    ['x = 1', 2],
    ['d["a=b"] = 1', 9],
    ['f(a=1).b = 2', 9],
    ['x: int = 1', 7],
    ['x == 1', null],
    ['x += 1', null],
    ['x <= 1', null],
    ['f(a=1)', null],
    ['(x := 1)', null]
  ])('finds the assignment of `%s` at %s', (line, expected) => {
    expect(scanLine(line, STATEMENT_START).assignment).toBe(expected);
  });

  it('gives only the first assignment of a logical line', () => {
    const first = scanLine('x = (', STATEMENT_START);

    const second = scanLine(') = 2', first.end);

    expect(first.assignment).toBe(2);
    expect(second.assignment).toBeNull();
  });

  it('sees an assignment again in the next statement', () => {
    expect(scanLine('y = 2', scan('x = 1')).assignment).toBe(2);
  });

  it('tells a comment from a number sign in a string', () => {
    expect(scanLine('x = 1 # y', STATEMENT_START).comment).toBe(true);
    expect(scanLine('x = "#"', STATEMENT_START).comment).toBe(false);
  });
});
