import { hasEnded, type Run } from '../../../protocol/run';
import { Note } from '../dialog/Note';
import { useTranslation } from '../../translation';

/** Characters of a result that are shown. */
const LONGEST_RESULT = 2000;

/** Why the trial ended as it did, or what it returned. */
export function TrialEnd({ run }: { readonly run: Run }) {
  const trans = useTranslation();
  if (!hasEnded(run.status)) {
    return null;
  }
  if (run.status !== 'SUCCESS') {
    return run.reason === null ? null : <Note kind={run.status === 'KILLED' ? 'information' : 'error'} text={run.reason} />;
  }
  if (run.log_bytes === 0 && run.result === null) {
    return <p className="peach-register-muted">{trans.__('It wrote nothing and returned nothing.')}</p>;
  }
  return run.result === null ? null : (
    <p className="peach-try-result">
      {trans.__('Returned')} <code>{shortened(JSON.stringify(run.result))}</code>
    </p>
  );
}

function shortened(text: string): string {
  return text.length > LONGEST_RESULT ? `${text.slice(0, LONGEST_RESULT)}…` : text;
}
