/** A colour of a terminal: one of the theme’s 16, or a fixed one as `#rrggbb`. */
export type TerminalColour = { readonly kind: 'theme'; readonly index: number } | { readonly kind: 'fixed'; readonly css: string };

export type TextStyle = {
  readonly foreground: TerminalColour | null;
  readonly background: TerminalColour | null;
  readonly bold: boolean;
  readonly faint: boolean;
  readonly italic: boolean;
  readonly underline: boolean;
  readonly inverse: boolean;
};

export const NO_STYLE: TextStyle = {
  foreground: null,
  background: null,
  bold: false,
  faint: false,
  italic: false,
  underline: false,
  inverse: false
};

/** `style` after the codes of one colour sequence (SGR of ECMA-48), e.g. `1;31` or `38;5;208`. Unknown codes change nothing. */
export function applyColourCodes(style: TextStyle, codes: string): TextStyle {
  const numbers = codes.split(/[;:]/).map(Number);
  let next = style;
  for (let place = 0; place < numbers.length; place++) {
    const code = numbers[place] ?? 0;
    if (code === 38 || code === 48) {
      const { colour, used } = extendedColour(numbers.slice(place + 1));
      next = colour === null ? next : { ...next, [code === 38 ? 'foreground' : 'background']: colour };
      place += used;
    } else {
      next = applyCode(next, code);
    }
  }
  return next;
}

function applyCode(style: TextStyle, code: number): TextStyle {
  switch (code) {
    case 0:
      return NO_STYLE;
    case 1:
      return { ...style, bold: true };
    case 2:
      return { ...style, faint: true };
    case 3:
      return { ...style, italic: true };
    case 4:
      return { ...style, underline: true };
    case 7:
      return { ...style, inverse: true };
    case 22:
      return { ...style, bold: false, faint: false };
    case 23:
      return { ...style, italic: false };
    case 24:
      return { ...style, underline: false };
    case 27:
      return { ...style, inverse: false };
    case 39:
      return { ...style, foreground: null };
    case 49:
      return { ...style, background: null };
    default:
      return applyThemeColour(style, code);
  }
}

function applyThemeColour(style: TextStyle, code: number): TextStyle {
  const bright = code >= 90;
  const index = (code % 10) + (bright ? 8 : 0);
  const tens = Math.floor(code / 10);
  if (code % 10 > 7) {
    return style;
  }
  if (tens === 3 || tens === 9) {
    return { ...style, foreground: { kind: 'theme', index } };
  }
  return tens === 4 || tens === 10 ? { ...style, background: { kind: 'theme', index } } : style;
}

/** The colour in what follows a 38 or 48, and how many numbers it took. */
function extendedColour(numbers: readonly number[]): { readonly colour: TerminalColour | null; readonly used: number } {
  const [kind, first, second, third] = numbers;
  if (kind === 5) {
    return { colour: isByte(first) ? paletteColour(first) : null, used: 2 };
  }
  if (kind === 2) {
    const known = isByte(first) && isByte(second) && isByte(third);
    return { colour: known ? { kind: 'fixed', css: hex(first, second, third) } : null, used: 4 };
  }
  return { colour: null, used: 0 };
}

/** Colour `index` of the 256 that terminals share: 16 of the theme, a cube of 6 × 6 × 6, 24 greys. */
function paletteColour(index: number): TerminalColour {
  if (index < 16) {
    return { kind: 'theme', index };
  }
  if (index >= 232) {
    const grey = 8 + (index - 232) * 10;
    return { kind: 'fixed', css: hex(grey, grey, grey) };
  }
  const level = (step: number): number => (step === 0 ? 0 : 55 + step * 40);
  const place = index - 16;
  return { kind: 'fixed', css: hex(level(Math.floor(place / 36)), level(Math.floor(place / 6) % 6), level(place % 6)) };
}

function isByte(value: number | undefined): value is number {
  return value !== undefined && Number.isInteger(value) && value >= 0 && value <= 255;
}

function hex(...bytes: readonly number[]): string {
  return `#${bytes.map(byte => byte.toString(16).padStart(2, '0')).join('')}`;
}
