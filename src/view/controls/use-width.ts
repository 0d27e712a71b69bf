import { useLayoutEffect, useState, type RefObject } from 'react';

/** Pixels that the element is wide, kept as they change; null before it is shown for the first time. */
export function useWidth(element: RefObject<HTMLElement>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const node = element.current;
    if (node === null) {
      return;
    }
    // A hidden panel has no width: it keeps the layout that it will come back with.
    const measure = (pixels: number): void => setWidth(before => (pixels > 0 ? Math.round(pixels) : before));
    measure(node.getBoundingClientRect().width);
    const observer = new ResizeObserver(entries => entries.forEach(entry => measure(entry.contentRect.width)));
    observer.observe(node);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
