declare module 'plotly.js' {
  /** What a click on points tells. */
  export type PlotlyClick = { readonly points: readonly { readonly customdata?: unknown }[] };
  /** What was selected; nothing of it after a double click. Ends of the axis are as the axis writes them. */
  export type PlotlySelection = { readonly range?: { readonly x?: readonly unknown[] } } | undefined;
  /** What of the layout a person changed, by path. */
  export type PlotlyRelayout = Readonly<Record<string, unknown>>;

  /** The element that a chart was drawn in. */
  export interface IPlotlyElement extends HTMLElement {
    on(event: 'plotly_click', listener: (click: PlotlyClick) => void): void;
    on(event: 'plotly_selected', listener: (selection: PlotlySelection) => void): void;
    on(event: 'plotly_relayout', listener: (changes: PlotlyRelayout) => void): void;
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
