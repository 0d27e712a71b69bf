import type { ReactNode } from 'react';

const circle = <circle cx="8" cy="8" r="6.2" />;

/** Line drawings on a grid of 16 × 16, in the colour of the text around. Each status has a shape of its own. */
export const ICON_SHAPES = {
  check: (
    <>
      {circle}
      <path d="M5.2 8.2l2 2 3.6-4" />
    </>
  ),
  cross: (
    <>
      {circle}
      <path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4" />
    </>
  ),
  clock: (
    <>
      {circle}
      <path d="M8 4.6V8l2.2 1.6" />
    </>
  ),
  question: (
    <>
      {circle}
      <path d="M6.2 6.4a1.8 1.8 0 1 1 2.6 1.6c-.5.3-.8.6-.8 1.2M8 11.2v.1" />
    </>
  ),
  square: (
    <>
      {circle}
      <rect x="5.8" y="5.8" width="4.4" height="4.4" fill="currentColor" stroke="none" />
    </>
  ),
  ring: (
    <>
      <circle cx="8" cy="8" r="6.2" opacity=".35" />
      <path d="M8 1.8A6.2 6.2 0 0 1 14.2 8" />
    </>
  ),
  dashed: <circle cx="8" cy="8" r="6.2" strokeDasharray="2 2.6" />,
  dash: <path d="M4 8h8" />,
  triangle: <path d="M8 2.2L14.4 13.4H1.6zM8 6.4v3.2M8 11.5v.1" />,
  play: <path d="M4.5 3v10l8-5z" fill="currentColor" />,
  pause: <path d="M5.5 3.5v9M10.5 3.5v9" strokeWidth="2.2" />,
  resume: (
    <>
      <path d="M3.5 3.5v9" strokeWidth="2.2" />
      <path d="M6.5 3.5v9l7-4.5z" fill="currentColor" />
    </>
  ),
  stop: <rect x="4" y="4" width="8" height="8" fill="currentColor" />,
  edit: <path d="M3 13l.7-3L10.5 3.2l2.3 2.3L6 12.3zM9 4.7L11.3 7" />,
  search: (
    <>
      <circle cx="7" cy="7" r="4.2" />
      <path d="M10.2 10.2L13.5 13.5" />
    </>
  ),
  download: <path d="M8 2.5v7.5M4.8 7L8 10.2 11.2 7M3 13.2h10" />,
  follow: <path d="M8 2.5v8M4.8 7.5L8 10.7l3.2-3.2M4 13.2h8" />,
  wrap: <path d="M2.5 4h11M2.5 8h8.3a2 2 0 0 1 0 4H8M9.4 10.4L7.8 12l1.6 1.6M2.5 12h2.6" />,
  close: <path d="M4 4l8 8M12 4l-8 8" />,
  down: <path d="M4.5 6.5L8 10l3.5-3.5" />,
  up: <path d="M4.5 9.5L8 6l3.5 3.5" />,
  letterCase: <path d="M2 12l3-8 3 8M3 9.6h4M14 12V7.4M14 9.8a2.2 2.2 0 1 1-.1-.6" />,
  tasks: <path d="M2.6 4l1 1 1.8-2M2.6 8.4l1 1 1.8-2M2.6 12.8l1 1 1.8-2M7.6 4.2H13.6M7.6 8.4h6M7.6 12.6h6" />,
  range: <path d="M3 3v10M13 3v10M5.5 8h5M7 6.2L5.2 8 7 9.8M9 6.2L10.8 8 9 9.8" />,
  filter: <path d="M3 4h10M3 8h10M3 12h10" />,
  lock: <path d="M3.5 7h9v6.5h-9zM5.5 7V5a2.5 2.5 0 0 1 5 0v2" />,
  plug: <path d="M2 2l12 12M5 7.5V9a3 3 0 0 0 4.6 2.5M11 9V6.5H8.4M6.2 3v1.6M9.8 3v3M8 12v2" />,
  pulse: <path d="M1.8 8.5h3L6.6 4l2.6 8 1.8-3.5h3.2" />,
  copy: <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3" />,
  enlarge: <path d="M3 6V3h3M13 6V3h-3M3 10v3h3M13 10v3h-3" />
} satisfies Readonly<Record<string, ReactNode>>;

export type IconName = keyof typeof ICON_SHAPES;
