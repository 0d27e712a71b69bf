import { useTranslation } from '../../translation';
import type { FileChangeState } from '../form/file-change';
import type { FilePreview, PreviewLine } from '../form/preview-lines';
import { endSentence, sentence } from '../../../view/controls/sentence';
import { Note } from './Note';

type PreviewPaneProps = {
  readonly file: string;
  readonly change: FileChangeState;
  readonly onOpen: (file: string, line: number) => (() => void) | null;
};

/** The definition file as it will be, the added lines marked. */
export function PreviewPane({ file, change, onOpen }: PreviewPaneProps) {
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
      {change.kind === 'impossible' && <Impossible file={file} message={change.message} line={change.line} onOpen={onOpen} />}
      {change.kind === 'ready' && (
        <div className="peach-register-code" tabIndex={0} role="region" aria-label={trans.__('Lines of %1', file)}>
          {change.change.preview.lines.map(line => (
            <CodeLine key={`${line.number} ${line.change}`} line={line} />
          ))}
        </div>
      )}
    </section>
  );
}

type ImpossibleProps = Pick<PreviewPaneProps, 'file' | 'onOpen'> & { readonly message: string; readonly line: number | null };

/** Why the file cannot be written, with the way to where the reason lies. */
function Impossible({ file, message, line, onOpen }: ImpossibleProps) {
  const trans = useTranslation();
  const open = line === null ? null : onOpen(file, line);
  return (
    <Note kind="error" text={line === null ? sentence(message) : `${file}:${line}: ${endSentence(message)}`}>
      {open !== null && (
        <div className="peach-register-remedies">
          <button type="button" className="peach-register-button" onClick={open}>
            {trans.__('Open %1 at line %2', file, line)}
          </button>
        </div>
      )}
    </Note>
  );
}

function PreviewSummary({ preview: { added, removed } }: { readonly preview: FilePreview }) {
  const trans = useTranslation();
  const words = [
    ...(added > 0 || removed === 0 ? [trans._n('%1 line added', '%1 lines added', added)] : []),
    ...(removed > 0 ? [trans.__('%1 removed', removed)] : [])
  ];
  return <span className="peach-register-muted">{trans.__('%1, nothing else changes', words.join(', '))}</span>;
}

function CodeLine({ line }: { readonly line: PreviewLine }) {
  return (
    <div
      className={line.change === null ? 'peach-register-line' : `peach-register-line peach-mod-${line.change}`}
      data-added={line.change === 'added'}
      data-removed={line.change === 'removed'}
    >
      <span className="peach-register-lineNumber">{line.number}</span>
      <span className="peach-register-lineSign">{line.change === null ? '' : line.change === 'added' ? '+' : '−'}</span>
      <span>{line.text}</span>
    </div>
  );
}
