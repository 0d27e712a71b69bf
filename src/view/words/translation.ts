import { createContext, useContext } from 'react';

/** Lab’s translator, as far as a view needs it: a text in the person’s language, with `%1`, `%2`… filled in. */
export interface ITranslation {
  __(text: string, ...values: readonly (string | number)[]): string;
  /** `count` decides between the two, and is `%1`. */
  _n(singular: string, plural: string, count: number, ...values: readonly (string | number)[]): string;
}

/** Our texts as they are written. */
export const ENGLISH: ITranslation = {
  __: (text, ...values) => fill(text, values),
  _n: (singular, plural, count, ...values) => fill(count === 1 ? singular : plural, [count, ...values])
};

/** Gives the views below it their language. */
export const ViewTranslationContext = createContext<ITranslation>(ENGLISH);

export function useViewTranslation(): ITranslation {
  return useContext(ViewTranslationContext);
}

function fill(text: string, values: readonly (string | number)[]): string {
  return text.replace(/%(\d)/g, (place, number: string) => String(values[Number(number) - 1] ?? place));
}
