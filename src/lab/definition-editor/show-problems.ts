import { linter, lintGutter, lintKeymap, type Diagnostic } from '@codemirror/lint';
import { Compartment, type Extension } from '@codemirror/state';
import { keymap, type EditorView } from '@codemirror/view';
import { CodeMirrorEditor } from '@jupyterlab/codemirror';
import type { FileEditor } from '@jupyterlab/fileeditor';
import { findMarkers, type Marker } from '../../core/definition-editor/find-markers';
import { problemsTheme } from './problems-theme';

/** Shows the problems that the text has as the definition file `file`; none where it is null. */
export type ShowProblems = (file: string | null) => void;

/** Milliseconds without a key before the text is looked at. */
const PAUSE = 300;

/** Gives `editor` what it needs to show problems; it shows none yet. */
export function showProblemsIn(editor: FileEditor['editor']): ShowProblems {
  if (!(editor instanceof CodeMirrorEditor)) {
    return () => undefined;
  }
  const place = new Compartment();
  const { editor: view } = editor;
  editor.injectExtension(place.of([]));
  return file => {
    view.dispatch({ effects: place.reconfigure(file === null ? [] : problemMarkers(file)) });
  };
}

function problemMarkers(file: string): Extension {
  const find = ({ state }: EditorView) => findMarkers(file, state.doc.toString()).map(toDiagnostic);
  return [linter(find, { delay: PAUSE }), lintGutter(), keymap.of(lintKeymap), problemsTheme];
}

function toDiagnostic({ from, to, problem }: Marker): Diagnostic {
  const { message, hint } = problem;
  return { from, to, severity: 'error', message: hint === null ? message : `${message}\n${hint}` };
}
