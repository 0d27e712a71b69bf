import { useEffect, useRef } from 'react';
import { Button } from '../controls/Button';
import { Icon } from '../icons/Icon';
import { formatDuration } from '../../protocol/duration';
import type { Run } from '../../protocol/run';
import { parseTime, timeText, type TimeFrame } from '../words/time-text';

export type StopQuestionProps = {
  readonly name: string;
  readonly run: Run;
  readonly frame: TimeFrame;
  readonly onStop: () => void;
  readonly onKeep: () => void;
};

/** Asks before an execution is ended; Esc keeps it. The focus goes back to where it came from. */
export function StopQuestion({ name, run, frame, onStop, onKeep }: StopQuestionProps) {
  const dialog = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const before = document.activeElement;
    dialog.current?.querySelector('button')?.focus();
    return () => {
      if (before instanceof HTMLElement) {
        before.focus();
      }
    };
  }, []);
  return (
    <div
      ref={dialog}
      role="alertdialog"
      aria-label={`Stop ${name}`}
      className="jp-peach-Strip jp-peach-mod-warn"
      onKeyDown={event => {
        if (event.key === 'Escape') {
          event.stopPropagation();
          onKeep();
        }
      }}
    >
      <Icon name="triangle" tone="warn" />
      <span className="jp-peach-grow">{questionText(name, run, frame)}</span>
      <Button label="Stop execution" look="danger" onPress={onStop} />
      <Button label="Keep it running" look="box" onPress={onKeep} />
    </div>
  );
}

function questionText(name: string, run: Run, frame: TimeFrame): string {
  const start = parseTime(run.started_at);
  if (start === null) {
    return `Stop the execution of ${name} that waits for its turn?`;
  }
  return `Stop the execution of ${name} that began ${timeText(start, frame)} and has run ${formatDuration((frame.now - start) / 1000)}?`;
}
