import { useCallback, useEffect, useState } from 'react';
import type { Answer } from '../../../client/answer';
import type { WorkingFile } from '../../../protocol/working-copy';
import type { RegisterApi } from '../register-services';

/** A definition file as it is on disk: still being read, read (null: it does not exist), or not readable. */
export type WorkingText =
  | { readonly kind: 'reading' }
  | { readonly kind: 'read'; readonly text: string | null }
  | { readonly kind: 'failed'; readonly message: string };

/** Reads `file` of the working copy at `root`, and again whenever the returned function is called. */
export function useWorkingFile(api: RegisterApi, root: string, file: string): readonly [WorkingText, () => void] {
  const [count, setCount] = useState(0);
  const [last, setLast] = useState<{ readonly reading: string; readonly answer: Answer<WorkingFile> } | null>(null);
  const reading = `${count} ${root} ${file}`;
  useEffect(() => {
    const change = new AbortController();
    void api.workingFile(root, file).then(answer => {
      if (!change.signal.aborted) {
        setLast({ reading, answer });
      }
    });
    return () => change.abort();
  }, [api, root, file, reading]);
  const again = useCallback(() => setCount(times => times + 1), []);
  return [last?.reading === reading ? workingText(last.answer) : { kind: 'reading' }, again];
}

function workingText(answer: Answer<WorkingFile>): WorkingText {
  return answer.ok ? { kind: 'read', text: answer.value.text } : { kind: 'failed', message: answer.failure.message };
}
