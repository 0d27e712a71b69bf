import type { TranslationBundle } from '@jupyterlab/translation';
import { useState } from 'react';
import { registerTask, type RegisterTask } from '../register-task';
import type { RegisterServices } from '../register-services';
import type { Registration } from '../registered/registration';

type RegisterInput = {
  readonly services: RegisterServices;
  readonly trans: TranslationBundle;
  readonly onRegistered: (registration: Registration) => void;
  /** Reads the definition file again, after it was changed by somebody else. */
  readonly readAgain: () => void;
};

type Registering = {
  readonly busy: boolean;
  /** Why the last attempt came to nothing. */
  readonly failure: string | null;
  readonly register: (task: RegisterTask) => Promise<void>;
};

/** The attempt to register, and what became of it. */
export function useRegister({ services, trans, onRegistered, readAgain }: RegisterInput): Registering {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const register = async (task: RegisterTask): Promise<void> => {
    setBusy(true);
    setFailure(null);
    const result = await registerTask(task, services, trans);
    setBusy(false);
    if (result.ok) {
      onRegistered(result.registration);
      return;
    }
    setFailure(result.message);
    if (result.changed) {
      readAgain();
    }
  };
  return { busy, failure, register };
}
