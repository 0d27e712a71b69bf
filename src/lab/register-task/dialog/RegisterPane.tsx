import { useState } from 'react';
import { useTranslation } from '../../translation';
import { applyRemedy } from '../form/apply-remedy';
import { changeForm } from '../form/change-form';
import { definitionTarget } from '../form/definition-target';
import { fileChange } from '../form/file-change';
import { initialForm } from '../form/initial-form';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { registerObstacle } from '../form/register-obstacle';
import type { RegisterServices } from '../register-services';
import type { Registration } from '../registered/registration';
import { EntriesPane } from './EntriesPane';
import { FindingsPane, type Remedy } from './FindingsPane';
import { Note } from './Note';
import { PreviewPane } from './PreviewPane';
import { RegisterFooter } from './RegisterFooter';
import { useDraft } from './use-draft';
import { usePreflight } from './use-preflight';
import { useRegister } from './use-register';
import { useWorkingFile } from './use-working-file';

type RegisterPaneProps = {
  readonly services: RegisterServices;
  readonly facts: RegisterFacts;
  /** Reads the cell again, after a remedy has changed it. */
  readonly onCellChanged: () => void;
  readonly onRegistered: (registration: Registration) => void;
  readonly onCancel: () => void;
};

/** The form on the left, what comes of it on the right, and the buttons. */
export function RegisterPane({ services, facts, onCellChanged, onRegistered, onCancel }: RegisterPaneProps) {
  const trans = useTranslation();
  const [form, setForm] = useState(() => initialForm(facts));
  const onChange = (change: Partial<RegisterForm>) => setForm(current => changeForm(current, change, facts));
  const draft = useDraft({ form, facts, cell: services.cell, trans });
  const check = usePreflight(draft.request, services.api.preflight);
  const target = definitionTarget(form, facts.workingCopy);
  const [onDisk, readAgain] = useWorkingFile(services.api, facts.workingCopy.root, target.file);
  const task = { codops: form.organisation, name: form.name, definition: draft.definition };
  const change = fileChange(target.file, onDisk, task);
  const obstacle = registerObstacle({ mistakes: draft.mistakes, check, change }, trans);
  const { busy, failure, register } = useRegister({ services, trans, onRegistered, readAgain });

  const onRemedy = (remedy: Remedy) => {
    const effect = applyRemedy(remedy, form, facts);
    if (effect.kind === 'form') {
      onChange(effect.change);
    } else {
      services.cell.insertAtTop(effect.lines);
      onCellChanged();
    }
  };

  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (obstacle === null && !busy && change.kind === 'ready') {
          void register({ form, facts, change: change.change });
        }
      }}
    >
      <div className="peach-register-body">
        <EntriesPane form={form} facts={facts} draft={draft} files={target.choices} onChange={onChange} />
        <div className="peach-register-results">
          <FindingsPane check={check} onRemedy={onRemedy} />
          <PreviewPane file={target.file} change={change} />
          {failure !== null && <Note kind="error" headline={trans.__('Not registered.')} text={failure} />}
        </div>
      </div>
      <RegisterFooter file={target.file} obstacle={obstacle} busy={busy} onCancel={onCancel} />
    </form>
  );
}
