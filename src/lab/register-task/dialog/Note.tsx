import type { ReactNode } from 'react';
import { CodeText } from '../../../view/controls/CodeText';

/** What a note is about; also the name of its colour and icon. */
type NoteKind = 'error' | 'warning' | 'information' | 'success';

const SIGNS: Readonly<Record<NoteKind, string>> = { error: '✕', warning: '!', information: 'i', success: '✓' };

type NoteProps = { readonly kind: NoteKind; readonly headline?: string; readonly text: string; readonly children?: ReactNode };

/** A message in a frame, with what can be done about it below. */
export function Note({ kind, headline, text, children }: NoteProps) {
  return (
    <div className={`peach-register-note peach-mod-${kind}`} data-kind={kind}>
      <span className="peach-register-sign" aria-hidden="true">
        {SIGNS[kind]}
      </span>
      <div>
        <p>
          {headline !== undefined && <strong>{headline} </strong>}
          <CodeText text={text} />
        </p>
        {children}
      </div>
    </div>
  );
}
