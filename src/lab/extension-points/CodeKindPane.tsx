import { createContext, useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Select } from '../../view/controls/Select';
import type { CodeCell, CodeFields, ICodeKindForm, ICodeKindForms } from '../tokens';
import { useTranslation } from '../translation';

/** The kind that needs no form of its own. */
const NOTEBOOK_CELL = '';

/** The kinds that there are, for the cell of a dialog. */
export type CodeKinds = { readonly forms: Pick<ICodeKindForms, 'getSnapshot' | 'subscribe'>; readonly cell: CodeCell };

/** Null: there are none but the notebook cell. */
export const CodeKindsContext = createContext<CodeKinds | null>(null);

type OnFields = {
  /** Called with what the chosen kind says of the definition; empty: it is a notebook cell. */
  readonly onFields: (fields: CodeFields) => void;
};

/** Which kind of code the cell is, and the form of that kind. Nothing where no extension has a kind for it. */
export function CodeKindPane({ onFields }: OnFields) {
  const kinds = useContext(CodeKindsContext);
  return kinds === null ? null : <KindChoice {...kinds} onFields={onFields} />;
}

function KindChoice({ forms, cell, onFields }: CodeKinds & OnFields) {
  const trans = useTranslation();
  const kinds = useSyncExternalStore(forms.subscribe, forms.getSnapshot).filter(form => form.accepts(cell));
  const [chosen, setChosen] = useState(NOTEBOOK_CELL);
  const kind = kinds.find(({ id }) => id === chosen);
  if (kinds.length === 0) {
    return null;
  }
  const options = [{ value: NOTEBOOK_CELL, label: trans.__('Notebook cell') }, ...kinds.map(({ id, label }) => ({ value: id, label }))];
  return (
    <div className="jp-peach-CodeKind">
      <Select
        label={trans.__('Code')}
        labelShown
        options={options}
        value={kind === undefined ? NOTEBOOK_CELL : chosen}
        onChange={value => {
          setChosen(value);
          onFields({});
        }}
      />
      {kind !== undefined && <KindForm key={kind.id} kind={kind} cell={cell} onFields={onFields} />}
    </div>
  );
}

function KindForm({ kind, cell, onFields }: OnFields & { readonly kind: ICodeKindForm; readonly cell: CodeCell }) {
  const place = useRef<HTMLDivElement>(null);
  const change = useRef(onFields);
  const first = useRef(cell);
  useEffect(() => {
    change.current = onFields;
  }, [onFields]);
  useEffect(() => {
    const form = place.current === null ? null : kind.mount(place.current, first.current, fields => change.current(fields));
    return () => form?.dispose();
  }, [kind]);
  return <div ref={place} />;
}
