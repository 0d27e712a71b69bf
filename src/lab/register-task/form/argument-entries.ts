import { argumentFields, otherArgumentField, type ArgumentField } from '../../../core/notebook/argument-form';
import { argumentText } from '../../../core/notebook/argument-text';
import type { RegisterFacts } from './register-form';

/** The rows for the arguments of `method`: of its signature, then those that the edited task gives besides. */
export function argumentRows(method: string, facts: RegisterFacts): readonly ArgumentField[] {
  const named = facts.functions.find(each => each.name === method);
  const rows = named === undefined ? [] : argumentFields(named, facts.enums);
  const { edited } = facts;
  const given = edited?.definition.method === method ? Object.keys(edited.definition.args ?? {}) : [];
  return [...rows, ...given.filter(name => rows.every(row => row.name !== name)).map(otherArgumentField)];
}

/** What the rows show before anybody types: what the edited task gives. A tick that is not set means False, and says so. */
export function argumentEntries(method: string, facts: RegisterFacts): Readonly<Record<string, string>> {
  const { edited } = facts;
  const args = edited?.definition.method === method ? (edited.definition.args ?? {}) : {};
  return Object.fromEntries(
    argumentRows(method, facts).map(row => {
      const value = args[row.name];
      return [row.name, value === undefined ? emptyEntry(row) : argumentText(row, value)];
    })
  );
}

function emptyEntry({ kind, required, nullable, choices }: ArgumentField): string {
  return kind === 'bool' && required && !nullable && choices === null ? 'False' : '';
}
