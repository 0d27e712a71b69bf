import type { KeyboardEvent, PointerEvent } from 'react';
import { useViewTranslation } from '../words/translation';

/** Pixels that a key moves it by. */
const STEP = 24;

export type SplitterProps = {
  readonly label: string;
  /** Pixels that the part above is high; null while nobody has set it. */
  readonly height: number | null;
  /** Pixels that the part above is high just now. */
  readonly measure: () => number;
  readonly onHeight: (height: number) => void;
};

/** The border between two parts, which can be dragged, or moved by Up and Down. */
export function Splitter({ label, height, measure, onHeight }: SplitterProps) {
  const trans = useViewTranslation();
  const onPointerDown = (down: PointerEvent<HTMLDivElement>): void => {
    const element = down.currentTarget;
    const offset = measure() - down.clientY;
    const move = (event: globalThis.PointerEvent): void => onHeight(event.clientY + offset);
    element.setPointerCapture(down.pointerId);
    element.addEventListener('pointermove', move);
    element.addEventListener('lostpointercapture', () => element.removeEventListener('pointermove', move), { once: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowUp' ? -STEP : event.key === 'ArrowDown' ? STEP : 0;
    if (step !== 0) {
      event.preventDefault();
      onHeight(measure() + step);
    }
  };
  return (
    <div
      className="jp-peach-Splitter"
      role="separator"
      aria-orientation="horizontal"
      aria-label={label}
      // Not before it is laid out does it have a height of its own.
      ref={element => element?.setAttribute('aria-valuenow', String(Math.round(height ?? measure())))}
      title={trans.__('Drag to resize')}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onKeyDown={onKeyDown}
    />
  );
}
