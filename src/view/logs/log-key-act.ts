/** What a key does while the logs have focus. */
export type LogKeyAct = 'search' | 'leave_search' | 'toggle_follow' | 'toggle_wrap' | 'newest' | 'oldest' | 'next_match' | 'previous_match';

/** The part of a keyboard event that is read. */
export type KeyPress = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey?: boolean;
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
    case 'Home':
      return 'oldest';
    case 'Enter':
      return press.target instanceof HTMLButtonElement ? null : matchAct(press);
    default:
      return null;
  }
}

function matchAct({ shiftKey = false }: KeyPress): LogKeyAct {
  return shiftKey ? 'previous_match' : 'next_match';
}

/** Whether keys pressed there are text. */
export function isTextField(target: EventTarget | null): boolean {
  return target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
