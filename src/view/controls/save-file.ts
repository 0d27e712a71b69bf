/** Hands `parts` to the browser’s downloads under `name`. */
export function saveFile(name: string, parts: readonly (string | Blob)[]): void {
  const blob = new Blob([...parts], { type: 'text/plain;charset=utf-8' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has its own hold on the bytes once the click was handled.
  setTimeout(() => URL.revokeObjectURL(address), 0);
}
