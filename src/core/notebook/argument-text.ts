import type { Json } from '../../protocol/json';
import { renderFlow } from '../definitions/render-entry';
import { equalJson } from '../definitions/equal-json';
import { parseArgument, type ArgumentField } from './argument-form';

/** What a row shows for a value that a definition gives: text that reads as the value, plain where that does. */
export function argumentText(field: ArgumentField, value: Json): string {
  const choice = field.choices?.find(each => each.value === value);
  return [choice?.text ?? plainText(field, value), flowText(value)].find(text => reads(field, text, value)) ?? JSON.stringify(value);
}

function plainText(field: ArgumentField, value: Json): string {
  if (typeof value === 'string') {
    return value;
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False';
  }
  return value === null && field.nullable ? 'None' : flowText(value);
}

function flowText(value: Json): string {
  return typeof value === 'string' ? JSON.stringify(value) : renderFlow(value);
}

function reads(field: ArgumentField, text: string, value: Json): boolean {
  const parsed = parseArgument({ ...field, default: null }, text);
  return text !== '' && parsed.ok && equalJson(parsed.value, value);
}
