import { Icon, type IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import type { ShownConnection, ShownScheduler } from '../tasks-information/shown-state';
import type { TimeFrame } from '../words/time-text';
import { useViewTranslation, type ITranslation } from '../words/translation';
import { countsTooltip, numberText, type ShownCounts } from './counts-text';

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
  const trans = useViewTranslation();
  const live = connection.kind === 'live';
  const parts = counts === null ? unknownParts(connection, trans) : knownParts(counts, trans);
  if (parts.length === 0) {
    return null;
  }
  const tooltip = countsTooltip(counts, { connection, scheduler }, frame, trans);
  const words = parts.map(({ text }) => text).join(', ');
  return (
    <button
      type="button"
      className={live ? 'jp-peach-TaskCounts' : 'jp-peach-TaskCounts jp-peach-mod-stale'}
      title={tooltip}
      aria-label={live ? trans.__('Tasks: %1', words) : trans.__('Tasks: %1. No connection.', words)}
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

function knownParts({ running, failed, invalid, all }: ShownCounts, trans: ITranslation): readonly Part[] {
  const parts: readonly (Part & { readonly count: number })[] = [
    { icon: 'ring', tone: 'run', count: running, text: trans.__('%1 running', numberText(running)) },
    { icon: 'cross', tone: 'bad', count: failed, text: trans.__('%1 failed', numberText(failed)) },
    { icon: 'triangle', tone: 'warn', count: invalid, text: trans.__('%1 invalid', numberText(invalid)) }
  ];
  const some = parts.filter(({ count }) => count > 0);
  return some.length > 0 || all === 0 ? some : [{ icon: 'check', tone: 'ok', text: trans.__('No failures') }];
}

function unknownParts({ kind }: ShownConnection, trans: ITranslation): readonly Part[] {
  switch (kind) {
    case 'disconnected':
      return [{ icon: 'plug', tone: 'idle', text: trans.__('No connection') }];
    case 'logged_out':
      return [{ icon: 'lock', tone: 'idle', text: trans.__('Logged out') }];
    case 'connecting':
    case 'live':
    case 'reconnecting':
      return [];
  }
}
