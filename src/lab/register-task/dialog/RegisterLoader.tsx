import { useCallback, useEffect, useState } from 'react';
import { useTranslation } from '../../translation';
import type { TaskName } from '../find-edited-task';
import { jupyterPath } from '../jupyter-path';
import { loadFacts, type LoadedFacts } from '../load-facts';
import type { RegisterServices } from '../register-services';
import type { Registration } from '../registered/registration';
import { Note } from './Note';
import { RegisterPane } from './RegisterPane';

/** Time between two questions to a scheduler that is starting, in milliseconds. */
const PATIENCE = 1000;

type RegisterLoaderProps = {
  readonly services: RegisterServices;
  /** The task that is to be changed; null: a new one is registered. */
  readonly edit: TaskName | null;
  readonly onRegistered: (registration: Registration) => void;
  readonly onCancel: () => void;
};

/** Asks what the form is filled from, then shows the form; says in words why there is none. */
export function RegisterLoader({ services, edit, onRegistered, onCancel }: RegisterLoaderProps) {
  const trans = useTranslation();
  const [loaded, setLoaded] = useState<LoadedFacts | null>(null);
  const load = useCallback(() => loadFacts(services, edit, trans), [services, edit, trans]);
  const waiting = loaded === null || (!loaded.ok && loaded.again);
  useEffect(() => {
    if (!waiting) {
      return;
    }
    const end = new AbortController();
    const timer = setTimeout(
      () => {
        void load().then(facts => {
          if (!end.signal.aborted) {
            setLoaded(facts);
          }
        });
      },
      loaded === null ? 0 : PATIENCE
    );
    return () => {
      end.abort();
      clearTimeout(timer);
    };
  }, [load, loaded, waiting]);

  if (loaded?.ok === true) {
    const { facts } = loaded;
    const readCell = () => void load().then(again => setLoaded(again.ok ? again : loaded));
    const openFile = (file: string, line: number) => {
      const open = jupyterPath(file, { jupyter: services.cell.path, repository: facts.workingCopy.path });
      if (open === null) {
        return null;
      }
      return () => {
        onCancel();
        services.editors.open(open, line);
      };
    };
    const acts = { onCellChanged: readCell, onRegistered, onCancel, openFile };
    return <RegisterPane services={services} facts={facts} {...acts} />;
  }
  const message = loaded === null ? trans.__('Reading the working copy…') : loaded.message;
  return (
    <form className="peach-register-loading" onSubmit={event => event.preventDefault()}>
      <div className="peach-register-body" role="status">
        <Note kind={waiting ? 'information' : 'warning'} text={message} />
      </div>
      <footer className="peach-register-footer">
        <span />
        <button type="button" className="peach-register-button" onClick={onCancel} autoFocus>
          {trans.__('Close')}
        </button>
      </footer>
    </form>
  );
}
