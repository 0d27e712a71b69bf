/** One of the values that an entry can have. */
export type EntryChoice = { readonly value: string; readonly label: string };

/** How an entry of the form is drawn, beyond what its schema says: `ui:options` of the form component. */
export type EntryOptions = {
  /** `fact`: only shown. `lines`: text of several lines. Without it: by the schema. */
  readonly control?: 'text' | 'lines' | 'choice' | 'tick' | 'fact';
  readonly choices?: readonly EntryChoice[];
  /** What stands beside a tick. */
  readonly tickLabel?: string;
  readonly placeholder?: string;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly required?: boolean;
  /** What a tick that nobody touched means. */
  readonly ticked?: boolean;
  readonly autofocus?: boolean;
  /** Replaces the schema's description. */
  readonly help?: string;
  /** It is an argument: a row of the table. */
  readonly row?: true;
};

/** How a group of entries is drawn. */
export type GroupOptions = {
  /** The arguments' table; `empty` stands in place of one without rows. */
  readonly table?: { readonly empty: string; readonly headings: readonly string[] };
  /** Entries that are folded away under `title` until they are asked for, or `open`. */
  readonly more?: { readonly names: readonly string[]; readonly title: string; readonly open: boolean };
};
