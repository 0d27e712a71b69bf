import type { TranslationBundle } from '@jupyterlab/translation';
import { useMemo } from 'react';
import type { ArgumentField } from '../../../core/notebook/argument-form';
import type { PreflightRequest } from '../../../protocol/preflight';
import type { TaskDefinition } from '../../../protocol/task-definition';
import { argumentRows } from '../form/argument-entries';
import { taskDefinition } from '../form/edited-definition';
import { formMistakes, isFlawless, type FormMistakes } from '../form/form-mistakes';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import type { ICellEditor } from '../register-services';

/** What the entries come to. `request` is null while an entry is wrong in itself. */
export type Draft = {
  readonly fields: readonly ArgumentField[];
  readonly mistakes: FormMistakes;
  readonly definition: TaskDefinition;
  readonly request: PreflightRequest | null;
};

type DraftInput = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly cell: ICellEditor;
  readonly trans: TranslationBundle;
};

/** Made anew only when the form changes, or `facts`, which are new whenever the cell is. */
export function useDraft({ form, facts, cell, trans }: DraftInput): Draft {
  return useMemo(() => {
    const fields = argumentRows(form.method, facts);
    const { root, path } = facts.workingCopy;
    const definition = taskDefinition(form, facts);
    const mistakes = formMistakes({ form, fields, definition }, trans);
    const { organisation, name } = form;
    const replaces = facts.edited?.name ?? null;
    const request = { organisation, name, definition, notebook: cell.notebook(), path: `${root}/${path}`, replaces };
    return { fields, mistakes, definition, request: isFlawless(mistakes) ? request : null };
  }, [form, facts, cell, trans]);
}
