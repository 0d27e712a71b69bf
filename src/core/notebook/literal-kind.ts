import { parser } from '@lezer/python';

/** What a row of the argument form takes: a type, JSON, or the text of an expression that only running it could turn into a value. */
export type ArgumentKind = 'int' | 'float' | 'bool' | 'str' | 'json' | 'expression';

const NUMBER_INT = /^[+-]?\d[\d_]*$/;
const NUMBER_FLOAT = /^[+-]?(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?$/;
const BYTES = /^[rR]?[bB]/;
const TEXT = /^[rRuU]?["']/;
/** Nodes of a list, tuple or dictionary of literals. */
const LITERAL_NODES =
  /^(?:Script|ExpressionStatement|(?:Array|Dictionary|Tuple|Parenthesized|Unary)Expression|Number|String|Boolean|None|[[\](){},:]|ArithOp)$/;

/** The kind of the value that a default's source text makes; `expression` where only running it tells. */
export function literalKind(source: string): ArgumentKind {
  if (NUMBER_INT.test(source)) {
    return 'int';
  }
  if (NUMBER_FLOAT.test(source)) {
    return 'float';
  }
  if (source === 'True' || source === 'False') {
    return 'bool';
  }
  return isLiteral(source) ? (TEXT.test(source) ? 'str' : 'json') : 'expression';
}

function isLiteral(source: string): boolean {
  let literal = true;
  parser.parse(source).iterate({
    enter: ({ name, from, to }) => {
      literal &&= LITERAL_NODES.test(name) && !(name === 'String' && BYTES.test(source.slice(from, to)));
      return literal;
    }
  });
  return literal;
}
