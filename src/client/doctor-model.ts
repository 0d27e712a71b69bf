import type { DoctorReport } from '../protocol/doctor';
import type { Answer } from './answer';
import { createStore, type IObservable } from './create-store';
import type { ITimers } from './timers';

/** What is known of both halves. */
type DoctorState = {
  readonly looking: boolean;
  /** The last report, and when it came, in milliseconds since the epoch; null before the first. */
  readonly look: { readonly report: DoctorReport; readonly at: number } | null;
  /** Why the last look had no report. */
  readonly failure: string | null;
};

/** The panel *Doctor* without its looks. */
export interface IDoctorModel {
  readonly state: IObservable<DoctorState>;
  /** Looks again, unless a look is under way. */
  readonly look: () => void;
}

type DoctorOptions = { readonly ask: () => Promise<Answer<DoctorReport>>; readonly timers: Pick<ITimers, 'now'> };

/** Looks at once. */
export function createDoctorModel({ ask, timers }: DoctorOptions): IDoctorModel {
  const state = createStore<DoctorState>({ looking: false, look: null, failure: null });
  const look = (): void => {
    const before = state.getSnapshot();
    if (before.looking) {
      return;
    }
    state.set({ ...before, looking: true });
    void ask().then(answer =>
      state.set(
        answer.ok
          ? { looking: false, look: { report: answer.value, at: timers.now() }, failure: null }
          : { looking: false, look: before.look, failure: answer.failure.message }
      )
    );
  };
  look();
  return { state, look };
}
