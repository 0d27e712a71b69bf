/** Colours and type of the chart, as the theme has them just now. */
export type ChartTheme = {
  readonly success: string;
  readonly failure: string;
  readonly killed: string;
  readonly text: string;
  readonly grid: string;
  readonly ground: string;
  readonly tip: string;
  readonly tipBorder: string;
  readonly font: string;
};

/** Reads the theme where `element` stands. */
export function readChartTheme(element: Element): ChartTheme {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim();
  return {
    success: value('--jp-brand-color1'),
    failure: value('--jp-error-color1'),
    killed: value('--jp-ui-font-color2'),
    text: value('--jp-ui-font-color1'),
    grid: value('--jp-border-color2'),
    ground: value('--jp-layout-color1'),
    tip: value('--jp-layout-color2'),
    tipBorder: value('--jp-border-color1'),
    font: value('--jp-ui-font-family')
  };
}
