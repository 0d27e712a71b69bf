import { useId, type ReactNode } from 'react';

/** Attributes that tie a control to its label, hint and mistake. */
type ControlProps = { readonly id: string; readonly 'aria-describedby': string; readonly 'aria-invalid': boolean };

type FieldProps = {
  readonly label: string;
  readonly hint?: string;
  /** What is wrong with the value; shown in place of the hint. */
  readonly mistake?: string | null;
  readonly children: (control: ControlProps) => ReactNode;
};

/** One labelled control of the form, with the small text below it. */
export function Field({ label, hint = '', mistake = null, children }: FieldProps) {
  const id = useId();
  const note = `${id}-note`;
  return (
    <div className="peach-register-field">
      <label htmlFor={id}>{label}</label>
      <div>
        {children({ id, 'aria-describedby': note, 'aria-invalid': mistake !== null })}
        <div id={note} className={mistake === null ? 'peach-register-hint' : 'peach-register-hint peach-mod-mistake'}>
          {mistake ?? hint}
        </div>
      </div>
    </div>
  );
}
