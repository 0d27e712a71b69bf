import { Note } from '../controls/Note';
import type { Organisation } from '../../protocol/organisation';
import { parseTime, timeText, type TimeFrame } from '../words/time-text';

/** Says that the newest environment could not be built, why, and which one is used instead. */
export function EnvironmentNote({ organisation, frame }: { readonly organisation: Organisation; readonly frame: TimeFrame }) {
  const { environment, codops } = organisation;
  if (environment.state !== 'failed') {
    return null;
  }
  const built = parseTime(environment.built_at);
  const instead =
    built === null
      ? 'There is no earlier one: its tasks do not run until this is corrected.'
      : `The last good one, of ${timeText(built, frame)}, stays in use.`;
  return (
    <div className="jp-peach-Notes">
      <Note icon="cross">
        The environment of {codops} could not be built. {instead}
      </Note>
      {environment.reason !== null && <pre className="jp-peach-Words jp-peach-mod-boxed">{environment.reason}</pre>}
    </div>
  );
}
