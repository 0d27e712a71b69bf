import type { IFormComponentProps } from '@jupyterlab/ui-components';
import type { ComponentProps } from 'react';
import type { EntryOptions, GroupOptions } from '../form/entry-options';

type Templates = NonNullable<IFormComponentProps['templates']>;
type Fields = NonNullable<IFormComponentProps['fields']>;

/** What Lab's form component gives to the parts that draw it. */
export type FieldTemplateProps = ComponentProps<NonNullable<Templates['FieldTemplate']>>;
export type ObjectFieldTemplateProps = ComponentProps<NonNullable<Templates['ObjectFieldTemplate']>>;
/** Its values are text, or a tick. */
export type EntryFieldProps = Pick<
  ComponentProps<NonNullable<Fields[string]>>,
  'idSchema' | 'schema' | 'uiSchema' | 'rawErrors' | 'autofocus'
> & {
  readonly formData?: unknown;
  onChange(this: void, value: unknown): void;
};

/** The options of an entry, or of a group, as `formUi` made them. */
export function optionsOf({ uiSchema }: Pick<FieldTemplateProps, 'uiSchema'>): EntryOptions & GroupOptions {
  return (uiSchema?.['ui:options'] ?? {}) as EntryOptions & GroupOptions;
}
