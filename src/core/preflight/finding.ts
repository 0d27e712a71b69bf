import type { Finding, RemedyKind } from '../../protocol/preflight';

export type Remedy = Finding['remedies'][number];

/** A finding that blocks registering. `hint` joins the message. */
export function errorFinding(
  field: string | null,
  message: string,
  options: { readonly hint?: string | null; readonly remedies?: Remedy[] } = {}
): Finding {
  return { severity: 'error', field, message: withHint(message, options.hint ?? null), remedies: options.remedies ?? [] };
}

export function warningFinding(field: string | null, message: string, remedies: Remedy[] = []): Finding {
  return { severity: 'warning', field, message, remedies };
}

export function informationFinding(field: string | null, message: string): Finding {
  return { severity: 'information', field, message, remedies: [] };
}

export function remedy(kind: RemedyKind, label: string, value: string | null = null): Remedy {
  return { kind, label, value };
}

function withHint(message: string, hint: string | null): string {
  return hint === null ? message : `${message}; ${hint}`;
}
