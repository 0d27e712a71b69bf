import { STATUS_WORDS, type ShownStatus } from '../words/status-words';
import { Icon, type IconTone } from './Icon';
import type { IconName } from './icon-shapes';

const LOOKS: Readonly<Record<ShownStatus, { readonly name: IconName; readonly tone: IconTone }>> = {
  SUCCESS: { name: 'check', tone: 'ok' },
  FAILURE: { name: 'cross', tone: 'bad' },
  TIMED_OUT: { name: 'clock', tone: 'bad' },
  LOST: { name: 'question', tone: 'bad' },
  KILLED: { name: 'square', tone: 'idle' },
  QUEUED: { name: 'dashed', tone: 'idle' },
  NEVER: { name: 'dash', tone: 'idle' },
  RUNNING: { name: 'ring', tone: 'run' },
  INVALID: { name: 'triangle', tone: 'bad' }
};

export type StatusIconProps = {
  readonly status: ShownStatus;
  /** `named` where the word does not stand beside it. */
  readonly use: 'named' | 'beside-word';
  readonly size?: 14 | 16;
};

export function StatusIcon({ status, use, size = 16 }: StatusIconProps) {
  const { name, tone } = LOOKS[status];
  return <Icon name={name} tone={tone} size={size} turning={status === 'RUNNING'} label={use === 'named' ? STATUS_WORDS[status] : null} />;
}
