import type { TranslationBundle } from '@jupyterlab/translation';
import { useEffect, useMemo, useState } from 'react';
import type { CheckState } from '../form/check-state';
import { pinPackages } from '../form/pin-packages';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { wantedPackages } from '../form/wanted-packages';
import type { IKernelPackages } from '../register-services';
import type { Draft } from './use-draft';

type ProposalInput = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly draft: Draft;
  readonly check: CheckState;
  readonly kernel: IKernelPackages;
  readonly trans: TranslationBundle;
  /** The same function at each drawing. */
  readonly onChange: (change: Partial<RegisterForm>) => void;
};

/**
 * Fills in the dependencies of a new task once the check has said what its code lacks, at the kernel's versions; once for
 * each choice of code, so that what a person took out stays out. Gives where they are from, null before and after.
 */
export function useDependencyProposal({ form, facts, draft, check, kernel, trans, onChange }: ProposalInput): string | null {
  const [done, setDone] = useState<{ readonly code: string; readonly hint: string } | null>(null);
  const code = [form.organisation, form.method, form.cells].join(' ');
  const { request } = draft;
  const isOpen = facts.edited === null && form.dependencies === '' && done?.code !== code && !check.pending;
  const findings = isOpen ? check.findings : null;
  const wanted = useMemo(() => (findings === null || request === null ? [] : wantedPackages(findings, request)), [findings, request]);
  useEffect(() => {
    if (wanted.length === 0) {
      return;
    }
    const change = new AbortController();
    void kernel.versions(wanted).then(answer => {
      const proposal = change.signal.aborted ? null : pinPackages(wanted, answer, trans);
      if (!change.signal.aborted) {
        setDone({ code, hint: proposal?.hint ?? '' });
      }
      if (proposal !== null) {
        onChange({ dependencies: proposal.dependencies, proposedDependencies: proposal.dependencies });
      }
    });
    return () => change.abort();
  }, [wanted, kernel, code, trans, onChange]);
  return done !== null && form.dependencies !== '' && form.dependencies === form.proposedDependencies ? done.hint : null;
}
