import type { INameChecker } from '../ports';
import { readRuffReport } from './read-ruff-report';
import { runRuff } from './run-ruff';

/** Looks for undefined names with ruff; `ruff` is the path of its program, null where it is not installed. */
export function createRuffNameChecker(options: { readonly ruff: string | null }): INameChecker {
  const { ruff } = options;
  return {
    check: async (source, signal) => {
      if (ruff === null) {
        return null;
      }
      const report = await runRuff(ruff, source, signal);
      return report === null ? null : readRuffReport(report);
    }
  };
}
