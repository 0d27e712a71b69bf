import { isTaskName } from '../../../protocol/identity';

const LONGEST = 128;

/** A valid task name made from a function's name that is not in `taken`: `fit`, else `fit_2`, `fit_3`, … */
export function suggestTaskName(method: string, taken: readonly string[]): string {
  const plain = method
    .normalize('NFKD')
    .replace(/[^A-Za-z0-9_]/g, '')
    .replace(/^_+/, '');
  const base = isTaskName(plain) ? plain : 'task';
  const used = new Set(taken);
  let name = base;
  for (let count = 2; used.has(name); count++) {
    const ending = `_${count}`;
    name = base.slice(0, LONGEST - ending.length) + ending;
  }
  return name;
}
