/** Pixels that every browser can scroll over. What is higher is scrolled over faster where the bar is dragged. */
const MOST_PIXELS = 17_000_000;
/** Screens at both ends, and of one scroll, that are scrolled over pixel by pixel however much there is. */
const NEAR_SCREENS = 8;

/** `content`: pixels of all rows; `screen`: those that are seen. */
export type ScrollSize = { readonly content: number; readonly screen: number };

/** Where the scroll bar stands, and which pixel of the content is the first that is seen. */
export type ScrollPosition = { readonly bar: number; readonly top: number };

/** Pixels that the scrolled element is high. */
export function barHeight({ content }: ScrollSize): number {
  return Math.min(content, MOST_PIXELS);
}

/** The position after the bar went to `bar`. */
export function positionAtBar(bar: number, before: ScrollPosition, size: ScrollSize): ScrollPosition {
  const { mostTop, mostBar } = mosts(size);
  if (mostTop === mostBar) {
    return { bar, top: bar };
  }
  const moved = bar - before.bar;
  const isStep = Math.abs(moved) <= NEAR_SCREENS * size.screen;
  const top = isStep ? before.top + moved : (bar / mostBar) * mostTop;
  return settled(bar, clamp(top, mostTop), size);
}

/** The position with the pixel `top` as the first that is seen, the bar where it was if nothing moved since `before`. */
export function positionAtTop(top: number, size: ScrollSize, before: ScrollPosition | null = null): ScrollPosition {
  const { mostTop, mostBar } = mosts(size);
  const kept = clamp(top, mostTop);
  if (mostTop === mostBar) {
    return { bar: kept, top: kept };
  }
  const stands = before !== null && Math.abs(before.top - kept) < 1 && before.bar <= mostBar;
  return settled(stands ? before.bar : (kept / mostTop) * mostBar, kept, size);
}

/** Near an end, the bar is as far from it as what is seen. */
function settled(bar: number, top: number, size: ScrollSize): ScrollPosition {
  const { mostTop, mostBar } = mosts(size);
  const near = NEAR_SCREENS * size.screen;
  if (top <= near) {
    return { bar: Math.min(top, mostBar), top };
  }
  if (mostTop - top <= near) {
    return { bar: Math.max(0, mostBar - (mostTop - top)), top };
  }
  const room = 2 * size.screen;
  const isStuck = mostTop !== mostBar && (bar < size.screen || bar > mostBar - size.screen);
  return { bar: isStuck ? Math.max(room, Math.min((top / mostTop) * mostBar, mostBar - room)) : bar, top };
}

function mosts(size: ScrollSize): { readonly mostTop: number; readonly mostBar: number } {
  return { mostTop: Math.max(0, size.content - size.screen), mostBar: Math.max(0, barHeight(size) - size.screen) };
}

function clamp(value: number, most: number): number {
  return Math.max(0, Math.min(value, most));
}
