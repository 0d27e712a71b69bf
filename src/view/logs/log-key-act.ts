/** What a key does while the logs have focus. */
export type LogKeyAct = 'search' | 'leave_search' | 'toggle_follow' | 'toggle_wrap' | 'newest';

/** The part of a keyboard event that is read. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly target: EventTarget | null;
};

/** The act that `press` asks for, or null. Keys with a modifier are Lab’s. */
export function logKeyAct(press: KeyPress): LogKeyAct | null {
  if (press.ctrlKey || press.metaKey || press.altKey) {
    return null;
  }
  if (isTextField(press.target)) {
    return press.key === 'Escape' ? 'leave_search' : null;
  }
  switch (press.key) {
    case '/':
      return 'search';
    case 'f':
    case 'F':
      return 'toggle_follow';
    case 'w':
    case 'W':
      return 'toggle_wrap';
    case 'End':
      return 'newest';
    default:
      return null;
  }
}

/** Whether keys pressed there are text. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
