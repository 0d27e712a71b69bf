declare module 'plotly.js' {
  /** What a click on points tells. */
  export type PlotlyClick = { readonly points: readonly { readonly customdata?: unknown }[] };

  /** The element that a chart was drawn in. */
  export interface IPlotlyElement extends HTMLElement {
    on(event: 'plotly_click', listener: (click: PlotlyClick) => void): void;
  }

  /** The part of Plotly that is used. */
  export interface IPlotly {
    react(root: HTMLElement, data: readonly object[], layout: object, config: object): Promise<IPlotlyElement>;
    purge(root: HTMLElement): void;
    readonly Plots: { resize(root: HTMLElement): void };
  }

  const plotly: IPlotly;
  export default plotly;
}
