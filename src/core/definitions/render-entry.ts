import { isMap } from '../yaml/is-map';
import { renderScalar, renderText } from './render-scalar';

/** How far a line may go before a list or map is broken into several. */
const LONGEST_LINE = 88;
/** YAML wants the colon of a plain key within 1024 characters. */
const LONGEST_KEY = 1000;

/** A value on one line: `{item: [1, 2]}`. */
export function renderFlow(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map(renderFlow).join(', ')}]`;
  }
  return isMap(value)
    ? `{${Object.entries(value)
        .map(([key, inner]) => renderFlowEntry(key, inner))
        .join(', ')}}`
    : renderScalar(value);
}

/** An entry of a map that stands in braces. */
export function renderFlowEntry(key: string, value: unknown): string {
  return `${renderKey(key)}: ${renderFlow(value)}`;
}

function renderKey(key: string): string {
  const text = renderText(key);
  return text.length > LONGEST_KEY ? `? ${text} ` : text;
}

/** The lines of an entry of a map whose keys stand at `indent`; what is below it is `step` further in. */
export function renderEntry(key: string, value: unknown, indent: string, step: string): readonly string[] {
  const name = renderText(key);
  const head = name.length > LONGEST_KEY ? [`${indent}? ${name}`] : [];
  const label = head.length > 0 ? `${indent}:` : `${indent}${name}:`;
  if (isShort(value, label.length)) {
    return [...head, `${label} ${renderFlow(value)}`];
  }
  return [...head, label, ...renderBlock(value, indent + step, step)];
}

function isShort(value: unknown, before: number): boolean {
  const isCollection = typeof value === 'object' && value !== null;
  return !isCollection || Object.keys(value).length === 0 || (fits(value) && before + 1 + renderFlow(value).length <= LONGEST_LINE);
}

/** Guards against rendering a large value again at each of its levels. */
function fits(value: object): boolean {
  let left = LONGEST_LINE;
  const visit = (current: unknown): void => {
    left -= 2;
    if (left > 0 && typeof current === 'object' && current !== null) {
      Object.values(current).forEach(visit);
    } else if (typeof current === 'string') {
      left -= current.length;
    }
  };
  visit(value);
  return left > 0;
}

function renderBlock(value: unknown, indent: string, step: string): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(item => renderItem(item, indent, step));
  }
  return isMap(value)
    ? Object.entries(value).flatMap(([key, inner]) => renderEntry(key, inner, indent, step))
    : [`${indent}${renderScalar(value)}`];
}

function renderItem(item: unknown, indent: string, step: string): readonly string[] {
  if (isShort(item, indent.length + 2)) {
    return [`${indent}- ${renderFlow(item)}`];
  }
  const [first = '', ...rest] = renderBlock(item, `${indent}  `, step);
  return [`${indent}- ${first.slice(indent.length + 2)}`, ...rest];
}
