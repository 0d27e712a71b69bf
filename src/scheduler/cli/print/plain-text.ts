/** `text` as one line that can't steer a terminal: what others wrote may hold control characters. */
export function plainText(text: string): string {
  return text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, ' ').trim();
}
