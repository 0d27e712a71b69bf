import { useEffect, useState } from 'react';
import type { Answer } from '../../../client/answer';
import type { PreflightAnswer, PreflightRequest } from '../../../protocol/preflight';
import type { CheckState } from '../form/check-state';

type Preflight = (request: PreflightRequest) => Promise<Answer<PreflightAnswer>>;
type Checked = { readonly request: PreflightRequest; readonly answer: Answer<PreflightAnswer> };

/** Time without a change of the entries before they are checked, in milliseconds. */
const QUIET_TIME = 300;

/** Checks each new `request` when none has followed for a moment, and drops answers to older ones; null is not checked. */
export function usePreflight(request: PreflightRequest | null, preflight: Preflight): CheckState {
  const [last, setLast] = useState<Checked | null>(null);
  useEffect(() => {
    if (request === null) {
      return;
    }
    const change = new AbortController();
    const timer = setTimeout(() => {
      void preflight(request).then(answer => {
        if (!change.signal.aborted) {
          setLast({ request, answer });
        }
      });
    }, QUIET_TIME);
    return () => {
      change.abort();
      clearTimeout(timer);
    };
  }, [request, preflight]);
  return checkState(last, request);
}

function checkState(last: Checked | null, request: PreflightRequest | null): CheckState {
  const pending = last?.request !== request;
  if (last === null) {
    return { pending, findings: null, failure: null };
  }
  return last.answer.ok
    ? { pending, findings: last.answer.value.findings, failure: null }
    : { pending, findings: null, failure: pending ? null : last.answer.failure.message };
}
