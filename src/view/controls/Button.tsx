import { Icon, type IconTone } from '../icons/Icon';
import type { IconName } from '../icons/icon-shapes';
import { classNames } from './class-names';

export type ButtonProps = {
  /** What it says; its accessible name and tooltip where only the icon shows. */
  readonly label: string;
  readonly onPress: () => void;
  readonly look?: 'plain' | 'box' | 'accept' | 'danger' | 'link';
  readonly icon?: IconName;
  readonly iconTone?: IconTone;
  readonly iconOnly?: boolean;
  /** Why it can’t be pressed just now; null where it can. */
  readonly refusal?: string | null;
  /** For a toggle: whether it is on. */
  readonly pressed?: boolean;
  readonly tooltip?: string;
  /** False inside a table, which is one tab stop: what it does has a key or stands elsewhere too. */
  readonly tabStop?: boolean;
};

/** A refused button stays focusable, so that its reason can be read. */
export function Button(props: ButtonProps) {
  const {
    label,
    onPress,
    look = 'plain',
    icon,
    iconTone = 'text',
    iconOnly = false,
    refusal = null,
    pressed,
    tooltip,
    tabStop = true
  } = props;
  const className = classNames(
    'jp-peach-Button',
    `jp-peach-mod-${look}`,
    iconOnly && 'jp-peach-mod-iconOnly',
    pressed === true && 'jp-peach-mod-on'
  );
  const title = refusal === null ? (tooltip ?? (iconOnly ? label : undefined)) : `${label}: ${refusal}`;
  return (
    <button
      type="button"
      className={className}
      title={title}
      aria-label={iconOnly ? label : undefined}
      aria-disabled={refusal === null ? undefined : true}
      aria-pressed={pressed}
      tabIndex={tabStop ? undefined : -1}
      onClick={event => {
        event.stopPropagation();
        if (refusal === null) {
          onPress();
        }
      }}
    >
      {icon !== undefined && <Icon name={icon} tone={iconTone} size={iconOnly ? 16 : 14} />}
      {!iconOnly && label}
    </button>
  );
}
