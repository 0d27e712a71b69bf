import { useState } from 'react';
import { parsePanelView, type IPanelMemory, type PanelView } from './panel-memory';

/** What the place remembers, and what changes it. */
export function usePanelView(memory: IPanelMemory | undefined): readonly [PanelView, (changes: Partial<PanelView>) => void] {
  const [view, setView] = useState(() => parsePanelView(memory?.read() ?? null));
  return [
    view,
    changes => {
      const next = { ...view, ...changes };
      setView(next);
      memory?.save(JSON.stringify(next));
    }
  ];
}
