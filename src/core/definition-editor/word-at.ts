/** The word that an offset of a text is in or at an end of; empty where none is. */
export type Word = {
  readonly from: number;
  readonly to: number;
  /** True where it stands in quotes. */
  readonly quoted: boolean;
  /** True where a colon follows it, so that it is a key already. */
  readonly colon: boolean;
};

export function wordAt(text: string, offset: number): Word {
  const before = /[\p{L}\p{N}_-]*$/u.exec(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset))?.[0] ?? '';
  const after = /^[\p{L}\p{N}_-]*/u.exec(text.slice(offset))?.[0] ?? '';
  const from = offset - before.length;
  const to = offset + after.length;
  return { from, to, quoted: /["']/.test(text.charAt(from - 1)), colon: /^["']?[ \t]*:(?:\s|$)/.test(text.slice(to)) };
}
