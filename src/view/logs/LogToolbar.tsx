import type { KeyboardEvent, RefObject } from 'react';
import { Button } from '../controls/Button';
import { SearchField } from '../controls/SearchField';
import { matchText } from './match-text';
import type { LogSearch as Search } from './use-log-search';

export type LogToolbarProps = {
  readonly compact: boolean;
  /** Whether logs of one execution are shown. */
  readonly only: boolean;
  /** Why one execution can’t be shown alone; null where it can. */
  readonly onlyRefusal: string | null;
  readonly search: Search;
  readonly follow: boolean;
  readonly wrap: boolean;
  readonly downloadRefusal: string | null;
  readonly searchFieldRef: RefObject<HTMLInputElement>;
  readonly onShowAll: () => void;
  readonly onShowOnly: () => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onFollow: () => void;
  readonly onWrap: () => void;
  readonly onDownload: () => void;
};

export function LogToolbar(props: LogToolbarProps) {
  const { compact, only, follow, wrap } = props;
  return (
    <div className="jp-peach-Bar jp-peach-LogToolbar">
      <span className="jp-peach-Section">Logs</span>
      {!compact && (
        <>
          <Button label="All executions" look="box" pressed={!only} onPress={props.onShowAll} />
          <Button label="This execution" look="box" pressed={only} refusal={only ? null : props.onlyRefusal} onPress={props.onShowOnly} />
          <span className="jp-peach-Separator" />
        </>
      )}
      {compact && only && <Button label="All executions" look="link" onPress={props.onShowAll} />}
      <LogSearch {...props} />
      <span className="jp-peach-grow" />
      <Button
        label="Follow"
        icon="follow"
        look="box"
        iconOnly={compact}
        pressed={follow}
        tooltip="Follow the newest line (F)"
        onPress={props.onFollow}
      />
      <Button label="Wrap" icon="wrap" look="box" iconOnly={compact} pressed={wrap} tooltip="Wrap long lines (W)" onPress={props.onWrap} />
      <Button
        label="Download"
        icon="download"
        look={compact ? 'plain' : 'box'}
        iconOnly={compact}
        refusal={props.downloadRefusal}
        onPress={props.onDownload}
      />
    </div>
  );
}

function LogSearch({ search, searchFieldRef, onStep }: LogToolbarProps) {
  const { query, state, current, setQuery } = search;
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') {
      event.preventDefault();
      onStep(event.shiftKey ? -1 : 1);
    }
  };
  return (
    <>
      <SearchField
        ref={searchFieldRef}
        label="Search logs"
        value={query.words}
        onChange={words => setQuery({ ...query, words })}
        onKeyDown={onKeyDown}
      />
      {query.words !== '' && (
        <>
          <span className="jp-peach-number" role="status" title={state.failure ?? undefined}>
            {matchText(state, current?.place ?? null)}
          </span>
          <Button label="Previous match" icon="up" iconOnly onPress={() => onStep(-1)} />
          <Button label="Next match" icon="down" iconOnly onPress={() => onStep(1)} />
          <Button
            label="Match case"
            icon="letterCase"
            iconOnly
            pressed={query.matchCase}
            onPress={() => setQuery({ ...query, matchCase: !query.matchCase })}
          />
        </>
      )}
    </>
  );
}
