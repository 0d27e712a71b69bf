import type { ReactNode } from 'react';
import type { ChartStatistics } from './chart-statistics';

/** What the shapes mean, and what is usual. */
export function ChartLegend({ statistics }: { readonly statistics: ChartStatistics | null }) {
  return (
    <div className="jp-peach-ChartLegend">
      <span className="jp-peach-strong jp-peach-ChartTitle">Duration (s)</span>
      <Entry word="success">
        <circle className="jp-peach-mod-success" cx="6" cy="6" r="3.5" />
      </Entry>
      <Entry word="failure">
        <path className="jp-peach-mod-failure" d="M2 2l8 8m0 -8l-8 8" />
      </Entry>
      <Entry word="killed">
        <path className="jp-peach-mod-killed" d="M2 2l8 8m0 -8l-8 8" />
      </Entry>
      <Entry word="running">
        <circle className="jp-peach-mod-running" cx="6" cy="6" r="4" />
      </Entry>
      {statistics !== null && (
        <>
          <Entry word={`median ${seconds(statistics.median)}`}>
            <path className="jp-peach-mod-median" d="M0 6h12" />
          </Entry>
          <Entry word={`p90 ${seconds(statistics.p90)}`}>
            <rect className="jp-peach-mod-band" x="0" y="1" width="12" height="10" />
          </Entry>
        </>
      )}
    </div>
  );
}

function Entry({ word, children }: { readonly word: string; readonly children: ReactNode }) {
  return (
    <span className="jp-peach-Mark">
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden>
        {children}
      </svg>
      {word}
    </span>
  );
}

/** As on the axis beside it. */
function seconds(value: number): string {
  return `${Number(value < 1 ? value.toPrecision(1) : value.toFixed(value < 10 ? 1 : 0))} s`;
}
