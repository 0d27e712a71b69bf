import { STATUS_WORDS, type ShownStatus } from '../words/status-words';
import { StatusIcon } from './StatusIcon';

/** A status as icon and word. */
export function StatusMark({ status }: { readonly status: ShownStatus }) {
  return (
    <span className="jp-peach-Mark">
      <StatusIcon status={status} use="beside-word" />
      {STATUS_WORDS[status]}
    </span>
  );
}
