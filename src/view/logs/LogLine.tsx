import type { CSSProperties } from 'react';
import { classNames } from '../controls/class-names';
import type { ShownLine } from '../tasks-information/shown-state';
import { fullTimeText, lineTimeText } from '../words/time-text';
import { markText, type MarkedText, type TextMark } from './mark-text';
import { parseAnsi } from './parse-ansi';
import type { TerminalColour, TextStyle } from './text-style';

const ABSENT = { text: '…', time: null, stream: 'stdout' } as const;

export type LogLineProps = {
  /** Null: not loaded yet. */
  readonly line: ShownLine | null;
  readonly marks: readonly TextMark[];
  readonly timeZone: string;
  /** Without the column of times. */
  readonly compact: boolean;
};

/** A printed line: text with colours, never markup. */
export function LogLine({ line, marks, timeZone, compact }: LogLineProps) {
  const { text, time, stream } = line ?? ABSENT;
  return (
    <div
      className={classNames(
        'jp-peach-LogLine',
        stream === 'stderr' && 'jp-peach-mod-stderr',
        (line === null || stream === null) && 'jp-peach-mod-dropped'
      )}
      aria-busy={line === null || undefined}
    >
      {!compact && (
        <span className="jp-peach-LogTime" title={time === null ? undefined : fullTimeText(time, timeZone)}>
          {time === null ? '' : lineTimeText(time, timeZone)}
        </span>
      )}
      <span className="jp-peach-LogText">
        {markText(parseAnsi(text), marks).map((piece, place) => (
          <Piece key={place} piece={piece} />
        ))}
      </span>
    </div>
  );
}

function Piece({ piece: { text, style, mark } }: { readonly piece: MarkedText }) {
  const looks = { className: styleClass(style) || undefined, style: fixedColours(style) };
  if (mark === 'none') {
    return <span {...looks}>{text}</span>;
  }
  return (
    <span {...looks}>
      <mark className={mark === 'current' ? 'jp-peach-mod-current' : undefined}>{text}</mark>
    </span>
  );
}

function styleClass(style: TextStyle): string {
  const { foreground, background } = colours(style);
  return classNames(
    foreground?.kind === 'theme' && `jp-peach-ansi-fg-${foreground.index}`,
    background?.kind === 'theme' && `jp-peach-ansi-bg-${background.index}`,
    style.inverse && style.foreground === null && 'jp-peach-ansi-inverse',
    style.bold && 'jp-peach-ansi-bold',
    style.faint && 'jp-peach-ansi-faint',
    style.italic && 'jp-peach-ansi-italic',
    style.underline && 'jp-peach-ansi-underline'
  );
}

function fixedColours(style: TextStyle): CSSProperties {
  const { foreground, background } = colours(style);
  return {
    ...(foreground?.kind === 'fixed' ? { color: foreground.css } : {}),
    ...(background?.kind === 'fixed' ? { backgroundColor: background.css } : {})
  };
}

function colours(style: TextStyle): { readonly foreground: TerminalColour | null; readonly background: TerminalColour | null } {
  return style.inverse ? { foreground: style.background, background: style.foreground } : style;
}
