import { distributionOf } from '../../../core/preflight/distribution-names';
import { importedPackages } from '../../../core/preflight/module-findings';
import { readNotebook } from '../../../core/notebook/parse-notebook';
import type { Finding, PreflightRequest } from '../../../protocol/preflight';
import type { WantedPackage } from '../register-services';
import { readDependencies } from './dependencies';

/** The packages that the check would have added: those that the code imports, and neither the repository nor the environment has. */
export function wantedPackages(findings: readonly Finding[], { notebook, definition }: PreflightRequest): readonly WantedPackage[] {
  const remedies = findings.flatMap(finding => finding.remedies).filter(({ kind }) => kind === 'add_dependency');
  const names = new Set(remedies.flatMap(({ value }) => readDependencies(value ?? '')));
  const read = readNotebook(notebook);
  const modules = read.ok && names.size > 0 ? importedPackages(read.notebook, definition) : [];
  return [...names].map(distribution => ({ distribution, modules: modules.filter(module => distributionOf(module) === distribution) }));
}
