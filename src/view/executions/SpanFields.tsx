import { useState, type KeyboardEvent } from 'react';
import { wallClockStamp } from '../words/time-text';
import { useViewTranslation } from '../words/translation';
import { parseWallClock, spanBetween, type TimeSpan } from './time-span';

export type SpanFieldsProps = {
  readonly span: TimeSpan;
  readonly timeZone: string;
  readonly onSpan: (span: TimeSpan) => void;
  /** Esc. */
  readonly onLeave: () => void;
};

const SECOND = 1000;
/** `2026-11-20T13:57:52`. */
const STAMP = 19;

/** The two ends of a span as fields: what dragging over the chart does, for the keyboard. */
export function SpanFields({ span, timeZone, onSpan, onLeave }: SpanFieldsProps) {
  const trans = useViewTranslation();
  const shared = { timeZone, onLeave };
  return (
    <div className="jp-peach-Row jp-peach-SpanFields">
      <SpanField {...shared} label={trans.__('From')} time={span.from} onTime={from => onSpan(spanBetween(from, span.to))} />
      {/* A field has whole seconds: the last one is in the span to its end. */}
      <SpanField {...shared} label={trans.__('To')} time={span.to} onTime={to => onSpan(spanBetween(span.from, to + SECOND - 1))} />
    </div>
  );
}

type SpanFieldProps = Pick<SpanFieldsProps, 'timeZone' | 'onLeave'> & {
  readonly label: string;
  readonly time: number;
  readonly onTime: (time: number) => void;
};

/** What is typed counts once it is whole: with Enter, or when the field is left. */
function SpanField({ label, time, timeZone, onTime, onLeave }: SpanFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const take = (): void => {
    const chosen = draft === null ? null : parseWallClock(draft, timeZone);
    setDraft(null);
    if (chosen !== null) {
      onTime(chosen);
    }
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      take();
    } else if (event.key === 'Escape') {
      event.stopPropagation();
      setDraft(null);
      onLeave();
    }
  };
  return (
    <label className="jp-peach-Row">
      {label}
      <span className="jp-peach-Field">
        <input
          type="datetime-local"
          step={1}
          value={draft ?? wallClockStamp(time, timeZone).slice(0, STAMP)}
          onChange={event => setDraft(event.target.value)}
          onBlur={take}
          onKeyDown={onKeyDown}
        />
      </span>
    </label>
  );
}
