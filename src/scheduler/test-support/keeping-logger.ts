import type { ILogger } from '../ports';

/** Keeps what was logged, for tests that ask. */
export function createKeepingLogger(): ILogger & {
  readonly lines: readonly { readonly level: string; readonly fields: unknown; readonly sentence: string }[];
} {
  const lines: { level: string; fields: unknown; sentence: string }[] = [];
  const keep = (level: string) => (fields: unknown, sentence: string) => {
    lines.push({ level, fields, sentence });
  };
  return { lines, info: keep('info'), warn: keep('warn'), error: keep('error') };
}
