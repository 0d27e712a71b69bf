/** Makes room for one more where `most` are remembered: the one that was remembered first goes. */
export function forgetOldest(known: Map<string, unknown>, most: number): void {
  const [oldest] = known.keys();
  if (known.size >= most && oldest !== undefined) {
    known.delete(oldest);
  }
}
