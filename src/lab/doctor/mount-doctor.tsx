import { Clipboard } from '@jupyterlab/apputils';
import { DisposableDelegate, type IDisposable } from '@lumino/disposable';
import { useSyncExternalStore } from 'react';
import { createRoot } from 'react-dom/client';
import { createDoctorModel, type IDoctorModel } from '../../client/doctor-model';
import { Doctor } from '../../view/doctor/Doctor';
import { browserTimers } from '../scheduler-client/browser-timers';
import type { ISchedulerClient } from '../tokens';

/** Looks, and shows *Doctor* in `node` until what it returns is disposed. */
export function mountDoctor(node: HTMLElement, scheduler: Pick<ISchedulerClient, 'examine'>): IDisposable {
  const model = createDoctorModel({ ask: () => scheduler.examine(), timers: browserTimers });
  const root = createRoot(node);
  root.render(<ConnectedDoctor model={model} />);
  return new DisposableDelegate(() => root.unmount());
}

/** The same functions at each drawing, as the view asks. */
const clock = (): number => browserTimers.now();
const copy = (text: string): void => Clipboard.copyToSystem(text);
const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function ConnectedDoctor({ model }: { readonly model: IDoctorModel }) {
  const state = useSyncExternalStore(model.state.subscribe, model.state.getSnapshot);
  return <Doctor {...state} lookAgain={model.look} copy={copy} clock={clock} timeZone={timeZone} />;
}
