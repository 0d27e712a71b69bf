// The table of all measures, one row each, in Markdown.
import { median } from './statistics.mjs';

const HEADINGS = ['', 'measure', 'median (min–max)', 'reference, same run', 'median (min–max)', 'ratio', 'aim'];

/**
 * A row is `{ letter, measure, unit, digits, ours, reference, aim }`: `ours` and `reference.values` are series in `unit`.
 * `aim` null: for information.
 */
export function formatTable(rows) {
  const lines = [HEADINGS, ...rows.map(cellsOf)];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map(line => line[column].length)));
  const [head, ...body] = lines.map(line => `| ${line.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  return [head, `|${widths.map(width => '-'.repeat(width + 2)).join('|')}|`, ...body].join('\n');
}

function cellsOf(row) {
  const { letter, measure, ours, reference, aim } = row;
  const ratio = median(ours) / median(reference.values);
  return [
    letter,
    measure,
    series(ours, row),
    reference.words,
    series(reference.values, row),
    `${ratio.toFixed(2)} ×`,
    aim ?? 'information'
  ];
}

function series(values, { unit, digits }) {
  const text = value => value.toFixed(digits);
  return `${text(median(values))} ${unit} (${text(Math.min(...values))}–${text(Math.max(...values))})`;
}
