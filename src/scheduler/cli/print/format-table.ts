import { plainText } from './plain-text';

/** A column: its heading, and the side its cells stand at. */
export type Column = { readonly heading: string; readonly align: 'left' | 'right' };

/** Rows under headings, aligned, two spaces between columns; columns without any text are left out. */
export function formatTable(columns: readonly Column[], rows: readonly (readonly string[])[]): readonly string[] {
  const cells = rows.map(row => row.map(plainText));
  const shown = columns.map((column, place) => ({ ...column, place })).filter(({ place }) => cells.some(row => row[place] !== ''));
  const widths = shown.map(({ heading, place }) => Math.max(heading.length, ...cells.map(row => lengthOf(row[place] ?? ''))));
  const line = (text: (place: number) => string) =>
    shown
      .map(({ align, place }, index) => pad(text(place), widths[index] ?? 0, align))
      .join('  ')
      .trimEnd();
  return [line(place => columns[place]?.heading ?? ''), ...cells.map(row => line(place => row[place] ?? ''))];
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}

function pad(text: string, width: number, align: Column['align']): string {
  const space = ' '.repeat(Math.max(0, width - lengthOf(text)));
  return align === 'left' ? text + space : space + text;
}
