import { useTranslation } from '../../translation';

type RegisterFooterProps = {
  readonly file: string;
  /** A task that stands in the file already is edited. */
  readonly edits: boolean;
  /** Why Register cannot be pressed; null where it can. */
  readonly obstacle: string | null;
  readonly busy: boolean;
  readonly onCancel: () => void;
};

/** *Register* can be focused while it can’t be pressed, so that a check that begins does not take the focus from it. */
export function RegisterFooter({ file, edits, obstacle, busy, onCancel }: RegisterFooterProps) {
  const trans = useTranslation();
  return (
    <footer className="peach-register-footer">
      <span id="peach-register-reason" role="status">
        {obstacle ?? trans.__('Writes %1. Nothing is committed yet.', file)}
      </span>
      <button type="button" className="peach-register-button" onClick={onCancel}>
        {trans.__('Cancel')}
      </button>
      <button
        type="submit"
        className="peach-register-button peach-mod-accept"
        aria-disabled={obstacle !== null || busy}
        aria-describedby="peach-register-reason"
      >
        {edits ? (busy ? trans.__('Saving…') : trans.__('Save in %1', file)) : busy ? trans.__('Registering…') : trans.__('Register')}
      </button>
    </footer>
  );
}
