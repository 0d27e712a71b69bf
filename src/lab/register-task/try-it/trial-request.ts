import type { PreflightRequest } from '../../../protocol/preflight';
import type { TrialRequest } from '../../../protocol/trial';

/** What is checked, as it is tried; null where nothing can be. */
export function trialRequest(checked: PreflightRequest | null): TrialRequest | null {
  if (checked?.path == null) {
    return null;
  }
  const { organisation, name, definition, path, notebook } = checked;
  return { organisation, name, definition, path, notebook };
}
