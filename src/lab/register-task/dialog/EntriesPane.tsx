import { CodeKindPane } from '../../extension-points/CodeKindPane';
import { useTranslation } from '../../translation';
import { formEntries } from '../form/form-entries';
import type { FormMistakes } from '../form/form-mistakes';
import { formSchema, MORE_ENTRIES } from '../form/form-schema';
import { formUi } from '../form/form-ui';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { TaskForm } from './TaskForm';
import type { Draft } from './use-draft';

type EntriesPaneProps = {
  readonly form: RegisterForm;
  readonly facts: RegisterFacts;
  readonly draft: Draft;
  /** What is wrong with entries, by their path. */
  readonly errors: FormMistakes;
  /** The definition files it could go to, and the one it goes to. */
  readonly files: readonly string[];
  readonly file: string;
  readonly dependencyHint: string | null;
  readonly onChange: (change: Partial<RegisterForm>) => void;
};

/** The left half of the dialog: everything that says what the task is. */
export function EntriesPane({ form, facts, draft, errors, files, file, dependencyHint, onChange }: EntriesPaneProps) {
  const trans = useTranslation();
  const { fields } = draft;
  const entries = formEntries({ form, facts, file }, trans);
  const extra = { newOrganisation: entries.newOrganisation !== undefined, file: files.length > 1 && facts.edited === null };
  const openMore = Object.keys(errors).some(path => MORE_ENTRIES.some(name => name === path.split('.')[0])) || givesMore(facts);
  return (
    <div className="peach-register-entries">
      <CodeKindPane onFields={code => onChange({ code })} />
      <TaskForm
        schema={formSchema(fields, extra, trans)}
        ui={formUi({ form, facts, fields, files, dependencyHint, openMore }, trans)}
        entries={entries}
        errors={errors}
        onChange={onChange}
      />
    </div>
  );
}

/** Whether the edited task says something of what is folded away. */
function givesMore({ edited }: RegisterFacts): boolean {
  return edited !== null && MORE_ENTRIES.some(name => edited.definition[name] !== undefined);
}
