import { definitionRole } from '../definitions/definition-path';

/**
 * `path` from the folder on that would be the root of its repository if the file there is a definition file; null for other
 * files. Where the root really is, a path does not tell.
 */
export function definitionFileOf(path: string): string | null {
  const steps = path.split('/');
  return steps.map((_, index) => steps.slice(index).join('/')).find(tail => definitionRole(tail) === 'definition') ?? null;
}
