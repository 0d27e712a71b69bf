import type { TranslationBundle } from '@jupyterlab/translation';
import { useState } from 'react';
import type { Answer } from '../../../client/answer';
import type { CommitAnswer } from '../../../protocol/working-copy';
import { useTranslation } from '../../translation';
import { Note } from '../dialog/Note';
import { TextField } from '../dialog/TextField';
import { changedFiles } from './changed-files';
import { ChangedFiles } from './ChangedFiles';
import { nextStep } from './next-step';
import { RegisteredFooter } from './RegisteredFooter';
import type { Registration } from './registration';

type RegisteredPaneProps = {
  readonly registration: Registration;
  readonly commit: (message: string) => Promise<Answer<CommitAnswer>>;
  readonly canShow: (path: string) => boolean;
  readonly onShow: (path: string) => void;
  readonly onClose: () => void;
};

/** What comes after registering: why the task does not run yet, and the commit that is needed. */
export function RegisteredPane({ registration, commit, canShow, onShow, onClose }: RegisteredPaneProps) {
  const trans = useTranslation();
  const [message, setMessage] = useState(() => firstMessage(registration, trans));
  const [attempt, setAttempt] = useState<Answer<CommitAnswer> | 'under way' | null>(null);
  const busy = attempt === 'under way';
  const answer = busy ? null : attempt;
  const done = answer?.ok === true;
  const step = nextStep(registration, answer?.ok === true ? answer.value.commit : null, trans);
  const makeCommit = async (): Promise<void> => {
    setAttempt('under way');
    setAttempt(await commit(message));
  };
  return (
    <form
      onSubmit={event => {
        event.preventDefault();
        if (!done && !busy && message.trim() !== '') {
          void makeCommit();
        }
      }}
    >
      <div className="peach-register-body">
        <div role="status">
          <Note kind={step.kind === 'joined' ? 'success' : 'warning'} headline={step.headline} text={step.text} />
        </div>
        <ChangedFiles files={changedFiles(registration, trans)} canShow={canShow} onShow={onShow} />
        {!done && <TextField label={trans.__('Commit message')} value={message} onChange={setMessage} />}
        <p className="peach-register-muted">
          {answer?.ok === true
            ? trans.__('Committed as %1 on %2. Nothing was pushed or merged.', answer.value.commit.slice(0, 7), answer.value.branch)
            : trans.__('Only these two files are committed, on the current branch. Nothing is pushed or merged.')}
        </p>
        {answer?.ok === false && <Note kind="error" headline={trans.__('Not committed.')} text={answer.failure.message} />}
      </div>
      <RegisteredFooter registration={registration} busy={busy} done={done} empty={message.trim() === ''} onClose={onClose} />
    </form>
  );
}

function firstMessage({ before, name }: Registration, trans: TranslationBundle): string {
  if (before === null) {
    return trans.__('Register task %1', name);
  }
  return before === name ? trans.__('Change task %1', name) : trans.__('Rename task %1 to %2', before, name);
}
