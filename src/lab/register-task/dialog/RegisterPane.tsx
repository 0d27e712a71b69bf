import { useCallback, useState } from 'react';
import { useTranslation } from '../../translation';
import { changeForm } from '../form/change-form';
import { definitionTarget } from '../form/definition-target';
import { entryErrors } from '../form/entry-errors';
import { fileChange } from '../form/file-change';
import { initialForm } from '../form/initial-form';
import type { RegisterFacts, RegisterForm } from '../form/register-form';
import { registerObstacle } from '../form/register-obstacle';
import type { RegisterServices } from '../register-services';
import type { Registration } from '../registered/registration';
import { trialRequest } from '../try-it/trial-request';
import { TryItPane } from '../try-it/TryItPane';
import { EntriesPane } from './EntriesPane';
import { FindingsPane } from './FindingsPane';
import { Note } from './Note';
import { PreviewPane } from './PreviewPane';
import { RegisterFooter } from './RegisterFooter';
import { useDependencyProposal } from './use-dependency-proposal';
import { useDraft } from './use-draft';
import { usePreflight } from './use-preflight';
import { useRegister } from './use-register';
import { useRemedy } from './use-remedy';
import { useWorkingFile } from './use-working-file';

type RegisterPaneProps = {
  readonly services: RegisterServices;
  readonly facts: RegisterFacts;
  /** Reads the cell again, after a remedy has changed it. */
  readonly onCellChanged: () => void;
  readonly onRegistered: (registration: Registration) => void;
  readonly onCancel: () => void;
  /** Leaves the dialog for a place in a file of the repository; null where Jupyter does not reach it. */
  readonly openFile: (file: string, line: number) => (() => void) | null;
};

/** The form on the left, what comes of it on the right, and the buttons. */
export function RegisterPane({ services, facts, onCellChanged, onRegistered, onCancel, openFile }: RegisterPaneProps) {
  const trans = useTranslation();
  const [form, setForm] = useState(() => initialForm(facts));
  const onChange = useCallback(
    (change: Partial<RegisterForm> | ((form: RegisterForm) => Partial<RegisterForm>)) =>
      setForm(current => changeForm(current, typeof change === 'function' ? change(current) : change, facts)),
    [facts]
  );
  const draft = useDraft({ form, facts, cell: services.cell, trans });
  const check = usePreflight(draft.request, services.api.preflight);
  const dependencyHint = useDependencyProposal({ form, facts, draft, check, kernel: services.kernel, trans, onChange });
  const target = definitionTarget(form, facts);
  const [onDisk, readAgain] = useWorkingFile(services.api, facts.workingCopy.root, target.file);
  const task = { codops: form.organisation, name: form.name, definition: draft.definition, edited: facts.edited };
  const change = fileChange(target.file, onDisk, task);
  const obstacle = registerObstacle({ mistakes: draft.mistakes, check, change }, trans);
  const { busy, failure, register } = useRegister({ services, trans, onRegistered, readAgain });

  const onRemedy = useRemedy({ form, facts, draft, services, trans, onChange, onCellChanged });

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
        <EntriesPane
          form={form}
          facts={facts}
          draft={draft}
          errors={entryErrors(draft.mistakes, check)}
          files={target.choices}
          file={target.file}
          dependencyHint={dependencyHint}
          onChange={onChange}
        />
        <div className="peach-register-results">
          <FindingsPane check={check} onRemedy={onRemedy} />
          <PreviewPane file={target.file} change={change} onOpen={openFile} />
          <TryItPane services={services} organisation={form.organisation} request={trialRequest(draft.request)} />
          {failure !== null && (
            <Note kind="error" headline={facts.edited === null ? trans.__('Not registered.') : trans.__('Not saved.')} text={failure} />
          )}
        </div>
      </div>
      <RegisterFooter file={target.file} edits={facts.edited !== null} obstacle={obstacle} busy={busy} onCancel={onCancel} />
    </form>
  );
}
