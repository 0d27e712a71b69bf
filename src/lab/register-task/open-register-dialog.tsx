import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import { CodeKindsContext } from '../extension-points/CodeKindPane';
import { TranslationContext } from '../translation';
import { FormDialog } from './dialog/form-dialog';
import { RegisterLoader } from './dialog/RegisterLoader';
import type { TaskName } from './find-edited-task';
import { jupyterPath } from './jupyter-path';
import type { RegisterServices } from './register-services';
import { RegisteredPane } from './registered/RegisteredPane';
import type { Registration } from './registered/registration';

/** Lets a person register the cell, or change the task `edit`, then says what comes next. Resolves when the last dialog is closed. */
export async function openRegisterDialog(services: RegisterServices, trans: TranslationBundle, edit: TaskName | null): Promise<void> {
  const registration = await askForTask(services, trans, edit);
  if (registration !== null) {
    await showRegistered(registration, services, trans);
  }
}

async function askForTask(services: RegisterServices, trans: TranslationBundle, edit: TaskName | null): Promise<Registration | null> {
  let registration: Registration | null = null;
  const finish = (done: Registration | null): void => {
    registration = done;
    dialog.finish();
  };
  const { path, number } = services.cell;
  const body = translated(
    <CodeKindsContext.Provider value={{ forms: services.codeKinds, cell: { path, number, source: services.cell.source() } }}>
      <RegisterLoader services={services} edit={edit} onRegistered={finish} onCancel={() => finish(null)} />
    </CodeKindsContext.Provider>,
    trans
  );
  const dialog = new FormDialog({
    title: edit === null ? trans.__('Register as task') : trans.__('Edit task'),
    body,
    className: 'peach-mod-wide'
  });
  await dialog.launch();
  return registration;
}

async function showRegistered(registration: Registration, services: RegisterServices, trans: TranslationBundle): Promise<void> {
  const { workingCopy, organisation, name, file, before } = registration;
  const { root, path } = workingCopy;
  const show = (changed: string): void => {
    const open = jupyterPath(changed, { jupyter: services.cell.path, repository: path });
    if (open !== null) {
      dialog.finish();
      services.editors.open(open);
    }
  };
  const body = translated(
    <RegisteredPane
      registration={registration}
      commit={message => services.api.commit({ root, paths: [file, path], message })}
      canShow={changed => jupyterPath(changed, { jupyter: services.cell.path, repository: path }) !== null}
      onShow={show}
      onClose={() => dialog.finish()}
    />,
    trans
  );
  const title = before === null ? trans.__('Registered: %1/%2', organisation, name) : trans.__('Saved: %1/%2', organisation, name);
  const dialog = new FormDialog({ title, body, className: 'peach-mod-registered' });
  await dialog.launch();
}

function translated(element: ReactElement, trans: TranslationBundle): ReactWidget {
  return ReactWidget.create(<TranslationContext.Provider value={trans}>{element}</TranslationContext.Provider>);
}
