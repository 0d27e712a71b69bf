import { Icon, type IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import type { ShownConnection, ShownScheduler } from '../tasks-information/shown-state';
import type { TimeFrame } from '../words/time-text';
import { countsText, countsTooltip, type ShownCounts } from './counts-text';

export type TaskCountsProps = {
  /** Null: none are known yet. */
  readonly counts: ShownCounts | null;
  readonly connection: ShownConnection;
  readonly scheduler: ShownScheduler | null;
  readonly frame: TimeFrame;
  readonly onPress: () => void;
};

type Part = { readonly icon: IconName; readonly tone: IconTone; readonly text: string };

/** How many tasks run, have failed and are invalid, in the status bar. Nothing where there is no task. */
export function TaskCounts({ counts, connection, scheduler, frame, onPress }: TaskCountsProps) {
  const live = connection.kind === 'live';
  const parts = counts === null ? unknownParts(connection) : knownParts(counts);
  if (parts.length === 0) {
    return null;
  }
  const tooltip = countsTooltip(counts, { connection, scheduler }, frame);
  return (
    <button
      type="button"
      className={live ? 'jp-peach-TaskCounts' : 'jp-peach-TaskCounts jp-peach-mod-stale'}
      title={tooltip}
      aria-label={`Tasks: ${parts.map(({ text }) => text).join(', ')}${live ? '' : '. No connection.'}`}
      onClick={onPress}
    >
      {parts.map(({ icon, tone, text }) => (
        <span key={icon} className="jp-peach-Mark">
          <Icon name={icon} tone={tone} size={14} turning={live && tone === 'run'} />
          {text}
        </span>
      ))}
    </button>
  );
}

function knownParts(counts: ShownCounts): readonly Part[] {
  const parts: readonly (Part & { readonly count: number })[] = [
    { icon: 'ring', tone: 'run', count: counts.running, text: countsText(counts.running, 'running') },
    { icon: 'cross', tone: 'bad', count: counts.failed, text: countsText(counts.failed, 'failed') },
    { icon: 'triangle', tone: 'warn', count: counts.invalid, text: countsText(counts.invalid, 'invalid') }
  ];
  const some = parts.filter(({ count }) => count > 0);
  return some.length > 0 || counts.all === 0 ? some : [{ icon: 'check', tone: 'ok', text: 'No failures' }];
}

function unknownParts({ kind }: ShownConnection): readonly Part[] {
  return kind === 'disconnected' ? [{ icon: 'plug', tone: 'idle', text: 'No connection' }] : [];
}
