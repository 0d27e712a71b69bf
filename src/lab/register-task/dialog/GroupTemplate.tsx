import { useEffect, useId, useRef } from 'react';
import { useTranslation } from '../../translation';
import type { GroupOptions } from '../form/entry-options';
import { optionsOf, type ObjectFieldTemplateProps } from './form-props';

/** Entries one below the other; the rare ones of a group folded away, arguments in a table. */
export function GroupTemplate(props: ObjectFieldTemplateProps) {
  const { properties, title } = props;
  const { table, more } = optionsOf(props);
  if (table !== undefined) {
    return <ArgumentsTable title={title} table={table} rows={properties} />;
  }
  const rare = properties.filter(({ name }) => more?.names.includes(name));
  return (
    <div className="peach-register-entries">
      {properties.filter(each => !rare.includes(each)).map(({ content }) => content)}
      {more !== undefined && rare.length > 0 && <More more={more} entries={rare} />}
    </div>
  );
}

type Entries = ObjectFieldTemplateProps['properties'];

function More({ more, entries }: { readonly more: NonNullable<GroupOptions['more']>; readonly entries: Entries }) {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (more.open && details.current !== null) {
      details.current.open = true;
    }
  }, [more.open]);
  return (
    <details className="peach-register-more" ref={details}>
      <summary>{more.title}</summary>
      {entries.map(({ content }) => content)}
    </details>
  );
}

type ArgumentsTableProps = { readonly title: string; readonly table: NonNullable<GroupOptions['table']>; readonly rows: Entries };

function ArgumentsTable({ title, table, rows }: ArgumentsTableProps) {
  const trans = useTranslation();
  const label = useId();
  if (rows.length === 0) {
    return (
      <div className="peach-register-field">
        <span>{title}</span>
        <span className="peach-register-muted">{table.empty}</span>
      </div>
    );
  }
  return (
    <div className="peach-register-field">
      <span id={label}>{title}</span>
      <div>
        <table className="peach-register-table peach-register-arguments" aria-labelledby={label}>
          <thead>
            <tr>
              {table.headings.map(heading => (
                <th key={heading} scope="col">
                  {heading}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.map(({ content }) => content)}</tbody>
        </table>
        <div className="peach-register-hint">{trans.__('From the signature. What is left empty keeps its default.')}</div>
      </div>
    </div>
  );
}
