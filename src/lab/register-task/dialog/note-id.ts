/** Id of what stands below the control `id`: its hint, or what is wrong with it. */
export function noteId(id: string): string {
  return `${id}-note`;
}
