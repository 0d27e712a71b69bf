import { isLfsPointer } from '../text/is-lfs-pointer';

type ParsedJson = { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly message: string };

const CONFLICT = /^(?:<{7}|={7}|>{7})(?: |$)/m;

/** The JSON of a notebook's file, or why there is none and where the text goes wrong. */
export function parseNotebookJson(text: string): ParsedJson {
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') {
    return { ok: false, message: 'the notebook’s file is empty; open it in JupyterLab, add a cell and save it' };
  }
  try {
    return { ok: true, value: JSON.parse(json) };
  } catch (error) {
    return { ok: false, message: explain(json, error instanceof Error ? error.message : '') };
  }
}

function explain(json: string, reason: string): string {
  if (isLfsPointer(json)) {
    return 'git has a pointer of Git LFS in its place, not the notebook; take notebooks out of LFS: git lfs untrack, git add --renormalize, and commit';
  }
  const conflict = CONFLICT.exec(json);
  if (conflict !== null) {
    return `the notebook has git’s conflict marks in line ${lineOf(json, conflict.index)}; resolve the conflict and commit again`;
  }
  const offset = /at position (\d+)/.exec(reason)?.[1];
  const at = offset === undefined ? json.trimEnd().length : Number(offset);
  const what = at >= json.trimEnd().length || /^unterminated/i.test(reason) ? 'ends in the middle' : 'is not valid JSON';
  return `the notebook’s file ${what}, at line ${lineOf(json, at)}, column ${at - json.lastIndexOf('\n', at - 1)}; save it again in JupyterLab`;
}

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
