import { classNames } from '../controls/class-names';
import { ICON_SHAPES, type IconName } from './icon-shapes';

/** The meaning that colours an icon; words are never coloured. */
export type IconTone = 'ok' | 'bad' | 'warn' | 'run' | 'idle' | 'text';

export type IconProps = {
  readonly name: IconName;
  readonly tone?: IconTone;
  readonly size?: 14 | 16 | 24;
  /** The accessible name, where no word stands beside it. */
  readonly label?: string | null;
  readonly turning?: boolean;
};

export function Icon({ name, tone = 'text', size = 16, label = null, turning = false }: IconProps) {
  const className = classNames('jp-peach-Icon', `jp-peach-mod-${tone}`, turning && 'jp-peach-mod-turning');
  const naming = label === null ? { 'aria-hidden': true } : { role: 'img', 'aria-label': label };
  return (
    <svg className={className} width={size} height={size} viewBox="0 0 16 16" {...naming}>
      {label !== null && <title>{label}</title>}
      {ICON_SHAPES[name]}
    </svg>
  );
}
