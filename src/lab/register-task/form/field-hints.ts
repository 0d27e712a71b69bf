import type { TranslationBundle } from '@jupyterlab/translation';
import { METADATA_LOOP } from '../../../protocol/identity';
import type { WorkingCopy } from '../../../protocol/working-copy';
import { organisationOf } from './organisation-of';
import type { RegisterFacts, RegisterForm } from './register-form';

/** What stands in small letters below some fields. */
export type FieldHints = { readonly organisation: string; readonly name: string; readonly executor: string; readonly loop: string };

export function fieldHints(form: RegisterForm, { workingCopy, edited }: RegisterFacts, trans: TranslationBundle): FieldHints {
  return {
    organisation: edited === null ? organisationHint(form, workingCopy, trans) : trans.__('From %1.', edited.file),
    name: edited === null ? nameHint(form, workingCopy, trans) : renameHint(edited.name, form.name, trans),
    executor: executorHint(form, workingCopy, trans),
    loop: loopHint(form, workingCopy, trans)
  };
}

function organisationHint(form: RegisterForm, workingCopy: WorkingCopy, trans: TranslationBundle): string {
  const files = organisationOf(workingCopy, form.organisation)?.files ?? [];
  if (files.length === 0) {
    return trans.__('No definition file names it yet: a new one does. Small letters, digits, “-” and “_”.');
  }
  return files.length === 1 ? trans.__('From %1.', files[0]) : trans.__('From %1 and %2 more.', files[0], files.length - 1);
}

function nameHint(form: RegisterForm, workingCopy: WorkingCopy, trans: TranslationBundle): string {
  const taken = organisationOf(workingCopy, form.organisation)?.tasks ?? [];
  if (form.name === '' || form.organisation === '') {
    return '';
  }
  return taken.includes(form.name)
    ? trans.__('%1 already has a task of this name.', form.organisation)
    : trans.__('Free in %1.', form.organisation);
}

function renameHint(old: string, name: string, trans: TranslationBundle): string {
  return name === old ? '' : trans.__('A task of a new name begins a history of its own: that of %1 stays under %1.', old);
}

function executorHint(form: RegisterForm, workingCopy: WorkingCopy, trans: TranslationBundle): string {
  const chosen = workingCopy.executors.find(each => each.name === form.executor);
  if (chosen !== undefined && !chosen.available) {
    return trans.__('Not available here: %1.', firstSentence(chosen.reason ?? trans.__('this scheduler does not have it')));
  }
  const preferred = workingCopy.executors.find(each => each.name === workingCopy.default_executor);
  if (form.executor !== 'python' || preferred === undefined || preferred.available) {
    return '';
  }
  return trans.__(
    '%1 is not available here, so python is chosen: %2.',
    preferred.name,
    firstSentence(preferred.reason ?? trans.__('this scheduler does not have it'))
  );
}

function loopHint(form: RegisterForm, workingCopy: WorkingCopy, trans: TranslationBundle): string {
  if (form.loop === 'metadata') {
    return trans.__('The %1 loop is shared by every organisation; an execution may take 5 min.', METADATA_LOOP);
  }
  const count = organisationOf(workingCopy, form.organisation)?.tasks.length ?? 0;
  return count === 0
    ? trans.__('The organisation’s own loop.')
    : trans._n('The organisation’s own loop: %1 task.', 'The organisation’s own loop: %1 tasks.', count);
}

/** Without its stop; what follows it is advice that the form itself gives. */
function firstSentence(text: string): string {
  return text.replace(/\.(\s.*)?$/s, '');
}
