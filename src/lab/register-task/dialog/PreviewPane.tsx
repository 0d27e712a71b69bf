import { useTranslation } from '../../translation';
import type { FileChangeState } from '../form/file-change';
import type { FilePreview, PreviewLine } from '../form/preview-lines';
import { sentence } from '../../../view/controls/sentence';
import { Note } from './Note';

type PreviewPaneProps = { readonly file: string; readonly change: FileChangeState };

/** The definition file as it will be, the added lines marked. */
export function PreviewPane({ file, change }: PreviewPaneProps) {
  const trans = useTranslation();
  return (
    <section aria-label={trans.__('Preview')}>
      <div className="peach-register-sectionHead">
        <h3>
          {change.kind === 'ready' && change.change.before === null
            ? trans.__('Preview of %1 (new)', file)
            : trans.__('Preview of %1', file)}
        </h3>
        {change.kind === 'ready' && <PreviewSummary preview={change.change.preview} />}
      </div>
      {change.kind === 'reading' && <p className="peach-register-muted">{trans.__('Reading the file…')}</p>}
      {change.kind === 'impossible' && <Note kind="error" text={sentence(change.message)} />}
      {change.kind === 'ready' && (
        <div className="peach-register-code" tabIndex={0} role="region" aria-label={trans.__('Lines of %1', file)}>
          {change.change.preview.lines.map(line => (
            <CodeLine key={line.number} line={line} />
          ))}
        </div>
      )}
    </section>
  );
}

function PreviewSummary({ preview }: { readonly preview: FilePreview }) {
  const trans = useTranslation();
  const added = trans._n('%1 line added', '%1 lines added', preview.added);
  return (
    <span className="peach-register-muted">
      {preview.onlyAdded ? trans.__('%1, nothing else changes', added) : trans.__('%1; a line beside them is rewritten', added)}
    </span>
  );
}

function CodeLine({ line }: { readonly line: PreviewLine }) {
  return (
    <div className={line.added ? 'peach-register-line peach-mod-added' : 'peach-register-line'} data-added={line.added}>
      <span className="peach-register-lineNumber">{line.number}</span>
      <span className="peach-register-lineSign">{line.added ? '+' : ''}</span>
      <span>{line.text}</span>
    </div>
  );
}
