import { join } from 'node:path';

export const ROOT = join(import.meta.dirname, '..', '..', '..');

/** The command as a user has it. */
export const PEACH = join(ROOT, '.venv', 'bin', 'peach');
