import { useEffect, useState, useSyncExternalStore } from 'react';
import { createTrialModel, type ITrialModel, type TrialState } from '../../../client/trial-model';
import type { TrialRequest } from '../../../protocol/trial';
import type { RegisterServices } from '../register-services';

type UsedTrial = Pick<ITrialModel, 'start' | 'stop' | 'need'> & { readonly state: TrialState };

const NONE: TrialState = { kind: 'none' };
const nothingToEnd = (): (() => void) => () => undefined;

/** Trials of the form, ended with it. The connection is made for the first of them. */
export function useTrial({ api, connection, timers }: Pick<RegisterServices, 'api' | 'connection' | 'timers'>): UsedTrial {
  const [model, setModel] = useState<ITrialModel | null>(null);
  const [opening, setOpening] = useState<TrialRequest | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (opening === null) {
      return;
    }
    const end = new AbortController();
    const decoder = new TextDecoder();
    void connection().then(
      opened => {
        if (!end.signal.aborted) {
          const made = createTrialModel({ api, connection: opened, timers, decode: bytes => decoder.decode(bytes) });
          made.start(opening);
          setModel(made);
        }
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error))
    );
    return () => end.abort();
  }, [opening, api, connection, timers]);
  useEffect(() => () => model?.close(), [model]);
  const known = useSyncExternalStore(model?.state.subscribe ?? nothingToEnd, model?.state.getSnapshot ?? (() => NONE));
  return {
    state: model !== null ? known : stateBefore(opening, failure),
    start: request => {
      setFailure(null);
      if (model === null) {
        // Another object each time: what failed is tried again.
        setOpening({ ...request });
      } else {
        model.start(request);
      }
    },
    stop: () => model?.stop(),
    need: (first, last) => model?.need(first, last)
  };
}

/** Before there is a connection. */
function stateBefore(opening: TrialRequest | null, failure: string | null): TrialState {
  if (failure !== null) {
    return { kind: 'refused', reason: failure };
  }
  return opening === null ? NONE : { kind: 'asking' };
}
