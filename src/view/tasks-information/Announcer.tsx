import { useEffect, useRef, useState } from 'react';
import type { Task } from '../../protocol/task';
import { useViewTranslation } from '../words/translation';
import { statusChanges, statusesOf, type KnownStatuses } from './status-changes';

/** Reads out each change of a status, to those who can’t see it. */
export function Announcer({ tasks }: { readonly tasks: readonly Task[] | null }) {
  const trans = useViewTranslation();
  const before = useRef<KnownStatuses>(new Map());
  const [text, setText] = useState('');
  useEffect(() => {
    const changes = statusChanges(before.current, tasks ?? []);
    before.current = statusesOf(tasks ?? []);
    if (changes !== '') {
      setText(changes);
    }
  }, [tasks]);
  return (
    <div className="jp-peach-Announcer" aria-live="polite" aria-label={trans.__('Changes of status')} role="status">
      {text}
    </div>
  );
}
