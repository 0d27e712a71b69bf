import { Note } from '../controls/Note';
import type { Organisation } from '../../protocol/organisation';
import { parseTime, timeText, type TimeFrame } from '../words/time-text';
import { useViewTranslation } from '../words/translation';

/** Says that the newest environment could not be built, why, and which one is used instead. */
export function EnvironmentNote({ organisation, frame }: { readonly organisation: Organisation; readonly frame: TimeFrame }) {
  const trans = useViewTranslation();
  const { environment, codops } = organisation;
  if (environment.state !== 'failed') {
    return null;
  }
  const built = parseTime(environment.built_at);
  const instead =
    built === null
      ? trans.__('There is no earlier one: its tasks do not run until this is corrected.')
      : trans.__('The last good one, of %1, stays in use.', timeText(built, frame));
  return (
    <div className="jp-peach-Notes">
      <Note icon="cross">
        {trans.__('The environment of %1 could not be built.', codops)} {instead}
      </Note>
      {environment.reason !== null && <pre className="jp-peach-Words jp-peach-mod-boxed">{environment.reason}</pre>}
    </div>
  );
}
