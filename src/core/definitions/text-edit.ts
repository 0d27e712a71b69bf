/** What replaces the text between two offsets. */
export type TextEdit = { readonly from: number; readonly to: number; readonly text: string };

/** Why a place of a file cannot be edited where it stands. */
type Obstacle = { readonly reason: string; readonly offset: number };

/** Edits that do not overlap, or what is in their way. */
export type Edits = { readonly ok: true; readonly edits: readonly TextEdit[] } | { readonly ok: false; readonly obstacle: Obstacle };

export const NO_EDITS: Edits = { ok: true, edits: [] };

export function edits(...list: readonly TextEdit[]): Edits {
  return { ok: true, edits: list };
}

export function obstacle(reason: string, offset: number): Edits {
  return { ok: false, obstacle: { reason, offset } };
}

/** All of them in their order, or the first obstacle. */
export function joinEdits(parts: readonly Edits[]): Edits {
  const joined: TextEdit[] = [];
  for (const part of parts) {
    if (!part.ok) {
      return part;
    }
    joined.push(...part.edits);
  }
  return { ok: true, edits: joined };
}

/** `text` with the edits made; those at one offset in the order of the list. */
export function applyEdits(text: string, list: readonly TextEdit[]): string {
  let result = '';
  let place = 0;
  for (const { from, to, text: inserted } of [...list].sort((a, b) => a.from - b.from || a.to - b.to)) {
    result += text.slice(place, from) + inserted;
    place = Math.max(place, to);
  }
  return result + text.slice(place);
}
