import type { TranslationBundle } from '@jupyterlab/translation';
import type { KernelAnswer, WantedPackage } from '../register-services';

/** What is filled in for the dependencies, and where it is from. */
export type Proposal = { readonly dependencies: string; readonly hint: string };

/** A name alone; whoever wrote a version knows which. */
const BARE = /^[A-Za-z0-9][\w.-]*$/;

/** The packages at the kernel's versions where it told them. Null: for a kernel of another language there is nothing to propose. */
export function pinPackages(packages: readonly WantedPackage[], answer: KernelAnswer, trans: TranslationBundle): Proposal | null {
  if (answer.kind === 'other_language') {
    return null;
  }
  const known = answer.kind === 'known' ? answer.versions : new Map<string, never>();
  const requirements = packages.map(({ distribution }) => {
    const found = BARE.test(distribution) ? known.get(distribution) : undefined;
    return found === undefined ? distribution : `${found.name}==${publicVersion(found.version)}`;
  });
  const missing = packages.map(each => each.distribution).filter(name => BARE.test(name) && !known.has(name));
  return { dependencies: requirements.join(', '), hint: hintOf(answer.kind, missing, trans) };
}

/** Without what a build adds for itself, as in `2.5.1+cu124`, which no index has. */
function publicVersion(version: string): string {
  return version.replace(/\+.*$/, '');
}

function hintOf(kind: Exclude<KernelAnswer['kind'], 'other_language'>, missing: readonly string[], trans: TranslationBundle): string {
  switch (kind) {
    case 'known':
      return missing.length === 0
        ? trans.__('From the imports, at the versions of this notebook’s kernel.')
        : trans.__(
            'From the imports, at the versions of this notebook’s kernel; it does not have %1, which is not pinned.',
            missing.join(', ')
          );
    case 'no_kernel':
      return trans.__('From the imports. No kernel runs whose versions could be taken, so they are not pinned.');
    case 'busy':
      return trans.__('From the imports. The kernel is busy and was not asked for its versions, so they are not pinned.');
    case 'silent':
      return trans.__('From the imports. The kernel did not tell its versions, so they are not pinned.');
  }
}
