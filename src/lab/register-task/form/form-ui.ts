import type { TranslationBundle } from '@jupyterlab/translation';
import type { ArgumentField } from '../../../core/notebook/argument-form';
import { METADATA_LOOP } from '../../../protocol/identity';
import { EXECUTORS } from '../../../protocol/run';
import { argumentUi } from './argument-ui';
import type { EntryChoice, EntryOptions, GroupOptions } from './entry-options';
import { fieldHints } from './field-hints';
import { NEW_ORGANISATION } from './form-entries';
import { MORE_ENTRIES } from './form-schema';
import type { RegisterFacts, RegisterForm } from './register-form';

type Drawn = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly fields: readonly ArgumentField[];
  /** The definition files it could go to. */
  readonly files: readonly string[];
  /** What is said of where the dependencies come from; null: what they are. */
  readonly dependencyHint: string | null;
  /** Whether the rare entries are unfolded. */
  readonly openMore: boolean;
};

/** How the entries are drawn: `uiSchema` of the form component. */
export function formUi(drawn: Drawn, trans: TranslationBundle): Readonly<Record<string, unknown>> {
  const options: Readonly<Record<string, EntryOptions>> = { ...targetUi(drawn, trans), ...codeUi(drawn, trans), ...moreUi(trans) };
  const root: GroupOptions = {
    more: { names: MORE_ENTRIES, title: trans.__('More: schedule, time limit, retries, description'), open: drawn.openMore }
  };
  const table: GroupOptions = {
    table: { empty: trans.__('The function takes none.'), headings: [trans.__('Name'), trans.__('Type'), trans.__('Value')] }
  };
  return {
    ...Object.fromEntries(Object.entries(options).map(([name, entry]) => [name, { 'ui:options': entry }])),
    'ui:options': root,
    retries: {
      limit: { 'ui:options': { inputMode: 'numeric', help: trans.__('After a failure, at most; empty: none.') } satisfies EntryOptions },
      delay: { 'ui:options': { help: trans.__('Before the next attempt, e.g. 30s, 5m; empty: none.') } satisfies EntryOptions }
    },
    args: {
      'ui:options': table,
      ...Object.fromEntries(drawn.fields.map(field => [field.name, { 'ui:field': 'StringField', 'ui:options': argumentUi(field, trans) }]))
    }
  };
}

function targetUi({ form, facts, files }: Drawn, trans: TranslationBundle): Readonly<Record<string, EntryOptions>> {
  const hints = fieldHints(form, facts, trans);
  const known = facts.workingCopy.organisations.map(each => each.codops);
  const organisations = [...asChoices(known), { value: NEW_ORGANISATION, label: trans.__('New organisation…') }];
  const chosen: EntryOptions =
    facts.edited !== null
      ? { control: 'fact', help: hints.organisation }
      : known.length === 0
        ? { help: hints.organisation }
        : { control: 'choice', choices: organisations, help: form.newOrganisation ? '' : hints.organisation };
  return {
    method: { control: 'choice', choices: asChoices([...new Set([...facts.functions.map(each => each.name), form.method])]), help: '' },
    organisation: chosen,
    newOrganisation: { help: hints.organisation },
    name: { help: hints.name, autofocus: true },
    executor: { control: 'choice', choices: asChoices(EXECUTORS), help: hints.executor },
    loop: {
      control: 'choice',
      choices: [
        { value: 'own', label: form.organisation === '' ? trans.__('own') : form.organisation },
        { value: 'metadata', label: METADATA_LOOP }
      ],
      help: hints.loop
    },
    file: { control: 'choice', choices: asChoices(files), help: trans.__('Several files define tasks of %1.', form.organisation) }
  };
}

function codeUi({ form, dependencyHint }: Drawn, trans: TranslationBundle): Readonly<Record<string, EntryOptions>> {
  return {
    notebook: { control: 'fact', help: '' },
    cells: {
      control: 'choice',
      choices: [
        { value: 'entry', label: trans.__('This cell') },
        { value: 'needed', label: trans.__('This cell and those it needs') },
        { value: 'all', label: trans.__('Every code cell in order') }
      ],
      help: form.cells === 'entry' ? '' : trans.__('Cells tagged peach-skip are left out.')
    },
    dependencies: {
      help: dependencyHint ?? trans.__('Packages that this task needs beyond those of its organisation, e.g. pandas>=2, requests.')
    }
  };
}

function moreUi(trans: TranslationBundle): Readonly<Record<string, EntryOptions>> {
  return {
    schedule: {
      control: 'lines',
      help: trans.__('Five fields of cron, e.g. 0 6 * * *, one pattern a line: due then instead of in every lap.')
    },
    timezone: { help: trans.__('Of the schedule, e.g. Europe/Berlin; empty: that of the scheduler’s machine.') },
    missed: {
      control: 'choice',
      choices: [{ value: '', label: trans.__('last (default)') }, ...asChoices(['all', 'none'])],
      help: trans.__('Which of the due times that passed while nothing could be started are made up for.')
    },
    overlap: {
      control: 'choice',
      choices: [{ value: '', label: trans.__('skip (default)') }, ...asChoices(['allow'])],
      help: trans.__('Whether a due time is skipped while the task runs, or queues it once more.')
    },
    timeout: { help: trans.__('Of one execution, e.g. 90s, 10m, 1h30m; empty: its loop’s own.') },
    disabled: { control: 'tick', tickLabel: trans.__('Listed, and not run'), help: '' },
    description: { help: trans.__('Shown in the lists.') }
  };
}

function asChoices(values: readonly string[]): readonly EntryChoice[] {
  return values.map(value => ({ value, label: value }));
}
