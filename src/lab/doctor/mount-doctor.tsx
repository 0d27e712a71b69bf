import { Clipboard } from '@jupyterlab/apputils';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { useSyncExternalStore } from 'react';
import type { TranslationBundle } from '@jupyterlab/translation';
import { createRoot } from 'react-dom/client';
import { createDoctorModel, type IDoctorModel } from '../../client/doctor-model';
import type { IObservable } from '../../client/create-store';
import { Doctor } from '../../view/doctor/Doctor';
import { ViewTranslationContext } from '../../view/words/translation';
import { browserTimers } from '../scheduler-client/browser-timers';
import type { TasksSettings } from '../tasks/tasks-settings';
import type { ISchedulerClient } from '../tokens';

export type DoctorPlace = {
  readonly scheduler: Pick<ISchedulerClient, 'examine'>;
  readonly settings: IObservable<Pick<TasksSettings, 'timeZone'>>;
  readonly trans: TranslationBundle;
};

/** Looks, and shows *Doctor* in `node` until what it returns is disposed. */
export function mountDoctor(node: HTMLElement, { scheduler, settings, trans }: DoctorPlace): IDisposable {
  const model = createDoctorModel({ ask: () => scheduler.examine(), timers: browserTimers });
  const root = createRoot(node);
  root.render(
    <ViewTranslationContext.Provider value={trans}>
      <ConnectedDoctor model={model} settings={settings} />
    </ViewTranslationContext.Provider>
  );
  return new DisposableDelegate(() => root.unmount());
}

/** The same functions at each drawing, as the view asks. */
const clock = (): number => browserTimers.now();
const copy = (text: string): void => Clipboard.copyToSystem(text);

function ConnectedDoctor({ model, settings }: Pick<DoctorPlace, 'settings'> & { readonly model: IDoctorModel }) {
  const { timeZone } = useSyncExternalStore(settings.subscribe, settings.getSnapshot);
  const state = useSyncExternalStore(model.state.subscribe, model.state.getSnapshot);
  return <Doctor {...state} lookAgain={model.look} copy={copy} clock={clock} timeZone={timeZone} />;
}
