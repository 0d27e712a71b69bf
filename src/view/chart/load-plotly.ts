import type { IPlotly } from 'plotly.js';

/** Plotly, fetched when the first chart is shown. */
export async function loadPlotly(): Promise<IPlotly> {
  return (await import('plotly.js')).default;
}
