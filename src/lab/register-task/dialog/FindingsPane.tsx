import type { Finding } from '../../../protocol/preflight';
import { useTranslation } from '../../translation';
import type { CheckState } from '../form/check-state';
import { Note } from './Note';

export type Remedy = Finding['remedies'][number];

type FindingsPaneProps = { readonly check: CheckState; readonly onRemedy: (remedy: Remedy) => void };

/** What the scheduler's check says, each finding with its ways out. */
export function FindingsPane({ check, onRemedy }: FindingsPaneProps) {
  const trans = useTranslation();
  return (
    <section aria-label={trans.__('Check')} aria-busy={check.pending} tabIndex={-1}>
      <h3>{trans.__('Check')}</h3>
      <div aria-live="polite">
        {check.failure !== null && <Note kind="error" text={trans.__('The check could not be made: %1', check.failure)} />}
        {check.failure === null && check.findings === null && <Note kind="information" text={trans.__('Checking…')} />}
        {check.failure === null && check.findings?.length === 0 && <Note kind="success" text={trans.__('No findings.')} />}
        {check.failure === null &&
          check.findings?.map((finding, index) => <FindingNote key={index} finding={finding} onRemedy={onRemedy} />)}
      </div>
    </section>
  );
}

function FindingNote({ finding, onRemedy }: { readonly finding: Finding; readonly onRemedy: (remedy: Remedy) => void }) {
  return (
    <Note kind={finding.severity} text={finding.message}>
      {finding.remedies.length > 0 && (
        <div className="peach-register-remedies">
          {finding.remedies.map(remedy => (
            <button key={`${remedy.kind} ${remedy.label}`} type="button" className="peach-register-button" onClick={() => onRemedy(remedy)}>
              {remedy.label}
            </button>
          ))}
        </div>
      )}
    </Note>
  );
}
