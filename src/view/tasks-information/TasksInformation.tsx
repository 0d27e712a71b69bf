import { useEffect, useRef } from 'react';
import { classNames } from '../controls/class-names';
import { keepFocus } from '../controls/keep-focus';
import { useNow } from '../controls/use-now';
import { useWidth } from '../controls/use-width';
import { COMPACT_BELOW } from '../tasks/task-columns';
import { Panel } from './Panel';
import type { TasksInformationProps } from './tasks-information-props';

/** Below this the chart stands under the executions, beside which it would have no room. Pixels. */
const STACKED_BELOW = 960;

/** *Tasks information*: fills its container, whose width decides the layout. */
export function TasksInformation({ clock, timeZone, ...props }: TasksInformationProps) {
  const root = useRef<HTMLDivElement>(null);
  const width = useWidth(root);
  useEffect(() => (root.current === null ? undefined : keepFocus(root.current)), []);
  const now = useNow(clock);
  const lost = 'since' in props.state.connection;
  return (
    <div ref={root} className={classNames('jp-peach-TasksInformation', layoutOf(width), lost && 'jp-peach-mod-disconnected')}>
      {width !== null && <Panel {...props} width={width} frame={{ now, timeZone }} />}
    </div>
  );
}

function layoutOf(width: number | null): string | null {
  if (width === null || width >= STACKED_BELOW) {
    return null;
  }
  return width < COMPACT_BELOW ? 'jp-peach-mod-compact' : 'jp-peach-mod-stacked';
}
