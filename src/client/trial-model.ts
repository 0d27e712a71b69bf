import { hasEnded, type Run } from '../protocol/run';
import type { Trial, TrialRequest } from '../protocol/trial';
import type { IApiClient } from './api-client';
import type { ConnectionState } from './connection-state';
import type { IConnection } from './connection';
import { createStore, type IObservable } from './create-store';
import { createLogStore, type FollowedLog, type LogStoreOptions } from './log-store';

/** What is known of the newest trial. */
export type TrialState =
  | { readonly kind: 'none' }
  /** It was asked for, and not answered yet. */
  | { readonly kind: 'asking' }
  | { readonly kind: 'refused'; readonly reason: string }
  /** `failure`: why it could not be stopped; null where that was not tried, or worked. */
  | {
      readonly kind: 'begun';
      readonly trial: Trial;
      readonly log: FollowedLog | null;
      readonly connection: ConnectionState['kind'];
      readonly failure: string | null;
    };

/** Trials of one form, one after another. */
export interface ITrialModel {
  readonly state: IObservable<TrialState>;
  /** Begins a trial, unless one is under way. */
  start(request: TrialRequest): void;
  stop(): void;
  /** Lines `first` to `last` of the log are looked at. */
  need(first: number, last: number): void;
  /** Ends what is under way, and everything that is followed. */
  close(): void;
}

export type TrialModelOptions = Pick<LogStoreOptions, 'timers' | 'decode'> & {
  readonly api: LogStoreOptions['api'] & Pick<IApiClient, 'startTrial' | 'stop'>;
  readonly connection: Pick<IConnection, 'subscribe' | 'state'>;
};

export function createTrialModel(options: TrialModelOptions): ITrialModel {
  return new TrialModel(options);
}

/** Whether the trial goes on. */
export function isUnderWay(state: TrialState): boolean {
  return state.kind === 'asking' || (state.kind === 'begun' && !hasEnded(state.trial.run.status));
}

class TrialModel implements ITrialModel {
  readonly state = createStore<TrialState>({ kind: 'none' });
  private readonly logs;
  private readonly endWatch: () => void;
  private unfollow = (): void => undefined;
  private closed = false;

  constructor(private readonly options: TrialModelOptions) {
    this.logs = createLogStore({ ...options, changed: () => this.refresh() });
    this.endWatch = options.connection.state.subscribe(() => this.refresh());
  }

  start(request: TrialRequest): void {
    if (isUnderWay(this.state.getSnapshot()) || this.closed) {
      return;
    }
    this.forget();
    this.state.set({ kind: 'asking' });
    void this.options.api.startTrial(request).then(answer => {
      if (!answer.ok) {
        this.state.set({ kind: 'refused', reason: answer.failure.message });
      } else if (this.closed) {
        void this.options.api.stop(answer.value.run.id);
      } else {
        this.follow(answer.value);
      }
    });
  }

  stop(): void {
    const state = this.state.getSnapshot();
    if (state.kind !== 'begun' || !isUnderWay(state)) {
      return;
    }
    const { id } = state.trial.run;
    void this.options.api.stop(id).then(answer => {
      const now = this.state.getSnapshot();
      // What has ended meanwhile need not be stopped.
      if (!answer.ok && answer.failure.code !== 'run_ended' && now.kind === 'begun' && now.trial.run.id === id) {
        this.state.set({ ...now, failure: answer.failure.message });
      }
    });
  }

  need(first: number, last: number): void {
    const state = this.state.getSnapshot();
    if (state.kind === 'begun') {
      this.logs.need(state.trial.run.id, first, last);
    }
  }

  close(): void {
    this.closed = true;
    this.stop();
    this.forget();
    this.endWatch();
  }

  private follow(trial: Trial): void {
    const { id } = trial.run;
    this.know(trial);
    this.logs.follow([trial.run]);
    this.unfollow = this.options.connection.subscribe({ kind: 'trial', run: id }, event => {
      const told = (event.kind === 'snapshot' || event.kind === 'change') && event.data.kind === 'trial' ? event.data.trial : null;
      // One that is gone was known to the end: what is shown of it stays.
      if (told !== null) {
        this.know(told);
      }
    });
    this.refresh();
  }

  private know(trial: Trial): void {
    this.state.set({ kind: 'begun', trial, log: this.logOf(trial.run), connection: this.connection(), failure: null });
  }

  /** The log or the connection is another. */
  private refresh(): void {
    const state = this.state.getSnapshot();
    if (state.kind === 'begun') {
      this.state.set({ ...state, log: this.logOf(state.trial.run), connection: this.connection() });
    }
  }

  private connection(): ConnectionState['kind'] {
    return this.options.connection.state.getSnapshot().kind;
  }

  private logOf({ id }: Pick<Run, 'id'>): FollowedLog | null {
    return this.logs.get(id);
  }

  private forget(): void {
    this.unfollow();
    this.unfollow = () => undefined;
    this.logs.follow([]);
  }
}
