import { useLayoutEffect, useRef, type RefObject } from 'react';

/** Pixels that a scroll position may jitter by without a person having moved it. */
const TOLERANCE = 2;

export type FollowOptions = {
  readonly scrollerRef: RefObject<HTMLElement>;
  readonly follow: boolean;
  /** Pixels that all rows are high together. */
  readonly height: number;
  readonly onLeave: () => void;
};

/** Keeps the newest line in view while `follow` is on. The returned handler tells when a person scrolls up, which ends it. */
export function useFollow({ scrollerRef, follow, height, onLeave }: FollowOptions): () => void {
  const last = useRef({ top: 0, height: 0 });
  useLayoutEffect(() => {
    const element = scrollerRef.current;
    if (!follow || element === null) {
      return;
    }
    const goToEnd = (): void => {
      element.scrollTop = element.scrollHeight;
      last.current = { top: element.scrollTop, height: element.scrollHeight };
    };
    goToEnd();
    const observer = new ResizeObserver(goToEnd);
    observer.observe(element);
    return () => observer.disconnect();
  }, [scrollerRef, follow, height]);
  return () => {
    const element = scrollerRef.current;
    if (element === null) {
      return;
    }
    const before = last.current;
    last.current = { top: element.scrollTop, height: element.scrollHeight };
    // A pane that grows higher moves the position too, but leaves it at the end.
    const atEnd = element.scrollTop + element.clientHeight >= element.scrollHeight - TOLERANCE;
    if (follow && !atEnd && element.scrollHeight >= before.height && element.scrollTop < before.top - TOLERANCE) {
      onLeave();
    }
  };
}
