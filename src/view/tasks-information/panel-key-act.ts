import { isTextField, type KeyPress } from '../logs/log-key-act';

/** What a key does while the panel has focus, wherever in it. */
export type PanelKeyAct = 'search' | 'run_now' | 'pause' | 'stop' | 'leave';

/** The act that `press` asks for, or null. Keys with a modifier are Lab’s. */
export function panelKeyAct(press: KeyPress): PanelKeyAct | null {
  if (press.ctrlKey || press.metaKey || press.altKey) {
    return null;
  }
  if (press.key === 'Escape') {
    return 'leave';
  }
  if (isTextField(press.target)) {
    return null;
  }
  switch (press.key) {
    case '/':
      return 'search';
    case 'r':
    case 'R':
      return 'run_now';
    case 'p':
    case 'P':
      return 'pause';
    case 's':
    case 'S':
      return 'stop';
    default:
      return null;
  }
}
