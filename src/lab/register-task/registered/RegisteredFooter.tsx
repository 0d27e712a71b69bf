import { useTranslation } from '../../translation';
import type { Registration } from './registration';

type RegisteredFooterProps = {
  readonly registration: Registration;
  readonly busy: boolean;
  /** The commit has been made. */
  readonly done: boolean;
  /** The commit message is empty. */
  readonly empty: boolean;
  readonly onClose: () => void;
};

/** The buttons of the last step: commit or not, then close. */
export function RegisteredFooter({ registration, busy, done, empty, onClose }: RegisteredFooterProps) {
  const trans = useTranslation();
  const branch = registration.workingCopy.branch;
  if (done) {
    return (
      <footer className="peach-register-footer">
        <span />
        <button key="done" type="button" className="peach-register-button peach-mod-accept" onClick={onClose} autoFocus>
          {trans.__('Close')}
        </button>
      </footer>
    );
  }
  return (
    <footer className="peach-register-footer">
      <span className="peach-register-muted">{empty ? trans.__('A commit needs a message.') : ''}</span>
      <button type="button" className="peach-register-button" onClick={onClose}>
        {trans.__('Close without commit')}
      </button>
      {branch !== null && (
        <button type="submit" className="peach-register-button peach-mod-accept" disabled={empty} aria-disabled={busy} autoFocus>
          {busy ? trans.__('Committing…') : trans.__('Commit on %1', branch)}
        </button>
      )}
    </footer>
  );
}
