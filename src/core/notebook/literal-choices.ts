import type { Json } from '../../protocol/json';

/** One value that a `Literal[…]` allows, as it is written there and as JSON. */
export type ArgumentChoice = { readonly text: string; readonly value: Json };

const LITERAL = /^(?:\w+\.)?Literal\[(.*)\]$/s;
/** One value, up to the comma behind it or the end. */
const VALUE = /\s*("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[+-]?\d+|True|False|None)\s*(?:,|$)/y;
const WORDS: Readonly<Record<string, Json>> = { True: true, False: false, None: null };

/** The values of `Literal[…]`, each once; null for another annotation, and for values that are no text, whole number or bool. */
export function literalChoices(annotation: string): readonly ArgumentChoice[] | null {
  const list = LITERAL.exec(annotation)?.[1];
  if (list === undefined) {
    return null;
  }
  const choices: ArgumentChoice[] = [];
  VALUE.lastIndex = 0;
  while (VALUE.lastIndex < list.length) {
    const text = VALUE.exec(list)?.[1];
    const value = text === undefined ? undefined : valueOf(text);
    if (text === undefined || value === undefined) {
      return null;
    }
    if (!choices.some(choice => choice.value === value)) {
      choices.push({ text, value });
    }
  }
  return choices.length === 0 ? null : choices;
}

function valueOf(text: string): Json | undefined {
  if (Object.hasOwn(WORDS, text)) {
    return WORDS[text];
  }
  if (/^["']/.test(text)) {
    const inner = text.slice(1, -1);
    return inner.includes('\\') ? undefined : inner;
  }
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : undefined;
}
