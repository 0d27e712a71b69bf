import { ReactWidget } from '@jupyterlab/apputils';
import type { TranslationBundle } from '@jupyterlab/translation';
import type { ReactElement } from 'react';
import { TranslationContext } from '../translation';
import { FormDialog } from './dialog/form-dialog';
import { RegisterLoader } from './dialog/RegisterLoader';
import { jupyterPath } from './jupyter-path';
import type { RegisterServices } from './register-services';
import { RegisteredPane } from './registered/RegisteredPane';
import type { Registration } from './registered/registration';

/** Lets a person register the cell, then says what comes next. Resolves when the last dialog is closed. */
export async function openRegisterDialog(services: RegisterServices, trans: TranslationBundle): Promise<void> {
  const registration = await askForTask(services, trans);
  if (registration !== null) {
    await showRegistered(registration, services, trans);
  }
}

async function askForTask(services: RegisterServices, trans: TranslationBundle): Promise<Registration | null> {
  let registration: Registration | null = null;
  const finish = (done: Registration | null): void => {
    registration = done;
    dialog.finish();
  };
  const body = translated(<RegisterLoader services={services} onRegistered={finish} onCancel={() => finish(null)} />, trans);
  const dialog = new FormDialog({ title: trans.__('Register as task'), body, className: 'peach-mod-wide' });
  await dialog.launch();
  return registration;
}

async function showRegistered(registration: Registration, services: RegisterServices, trans: TranslationBundle): Promise<void> {
  const { workingCopy, organisation, name, file } = registration;
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
  const dialog = new FormDialog({ title: trans.__('Registered: %1/%2', organisation, name), body, className: 'peach-mod-registered' });
  await dialog.launch();
}

function translated(element: ReactElement, trans: TranslationBundle): ReactWidget {
  return ReactWidget.create(<TranslationContext.Provider value={trans}>{element}</TranslationContext.Provider>);
}
