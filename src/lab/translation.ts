import { nullTranslator, type TranslationBundle } from '@jupyterlab/translation';
import { createContext, useContext } from 'react';

/** The domain that this extension's strings are translated in. */
export const TRANSLATION_DOMAIN = 'peach_lab';

/** Gives the components below it their language; English without one. */
export const TranslationContext = createContext<TranslationBundle>(nullTranslator.load(TRANSLATION_DOMAIN));

export function useTranslation(): TranslationBundle {
  return useContext(TranslationContext);
}
