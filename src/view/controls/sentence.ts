/** `text` with a capital at its beginning and a full stop at its end. */
export function sentence(text: string): string {
  return endSentence(text.charAt(0).toUpperCase() + text.slice(1));
}

/** `text` with a full stop at its end; it may begin with a name, which stays as it is. */
export function endSentence(text: string): string {
  return /[.?:!…]$/.test(text) ? text : `${text}.`;
}
