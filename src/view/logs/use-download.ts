import { useState } from 'react';
import { assertNever } from '../../protocol/assert-never';
import type { ShownLogSection } from '../tasks-information/shown-state';
import type { TasksInformationActions } from '../tasks-information/tasks-information-actions';
import { saveLogs } from './save-logs';

type DownloadInput = {
  readonly name: string;
  readonly sections: readonly ShownLogSection[];
  readonly timeZone: string;
  readonly readLog: TasksInformationActions['readLog'];
};

/** Saves the whole logs of some executions; `refusal`: why that is not possible just now. */
export function useDownload({ name, sections, timeZone, readLog }: DownloadInput): {
  readonly refusal: string | null;
  readonly start: () => void;
} {
  const [state, setState] = useState<{ readonly kind: 'idle' | 'busy' } | { readonly kind: 'failed'; readonly message: string }>({
    kind: 'idle'
  });
  const start = (): void => {
    setState({ kind: 'busy' });
    const runs = sections.map(section => section.run);
    void saveLogs({ name, runs, timeZone, readLog }).then(message =>
      setState(message === null ? { kind: 'idle' } : { kind: 'failed', message })
    );
  };
  switch (state.kind) {
    case 'idle':
      return { refusal: sections.length === 0 ? 'there is no log yet' : null, start };
    case 'busy':
      return { refusal: 'it is on its way', start };
    case 'failed':
      return { refusal: state.message, start };
    default:
      return assertNever(state);
  }
}
