import { useEffect, useState } from 'react';
import type { IPlotly } from 'plotly.js';

export type PlotlyState = { readonly kind: 'loading' } | { readonly kind: 'ready'; readonly plotly: IPlotly } | { readonly kind: 'failed' };

/** Plotly, once `load` has brought it. */
export function usePlotly(load: () => Promise<IPlotly>): PlotlyState {
  const [state, setState] = useState<PlotlyState>({ kind: 'loading' });
  useEffect(() => {
    let wanted = true;
    load().then(
      plotly => wanted && setState({ kind: 'ready', plotly }),
      () => wanted && setState({ kind: 'failed' })
    );
    return () => {
      wanted = false;
    };
  }, [load]);
  return state;
}
