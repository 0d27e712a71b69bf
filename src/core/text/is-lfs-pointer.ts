/** Whether `text` is what git keeps of a file in Git LFS in place of its content. */
export function isLfsPointer(text: string): boolean {
  return /^version https:\/\/git-lfs\.github\.com\/spec\/v\d+\r?\n/.test(text);
}
