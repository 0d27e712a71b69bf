import { EditorView } from '@codemirror/view';

/** The cross in a circle that stands for a failure everywhere. */
const CROSS =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16" fill="none" stroke="black" stroke-width="1.6">' +
  '<circle cx="8" cy="8" r="6.2"/><path d="M5.8 5.8l4.4 4.4M10.2 5.8l-4.4 4.4"/></svg>';
const MASK = `url("data:image/svg+xml,${encodeURIComponent(CROSS)}") center / contain no-repeat`;
const ERROR = 'var(--jp-error-color1)';

/** How problems look, in the colours of Lab. */
export const problemsTheme = EditorView.theme({
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: `underline wavy ${ERROR}`,
    textDecorationSkipInk: 'none',
    textUnderlineOffset: '3px'
  },
  '.cm-lintRange-active': { backgroundColor: 'color-mix(in srgb, var(--jp-error-color1) 16%, transparent)' },
  '.cm-lintPoint:after': { borderBottomColor: ERROR },
  '.cm-lint-marker-error': { content: 'normal', background: ERROR, mask: MASK },
  '.cm-tooltip.cm-tooltip-lint': {
    maxWidth: '480px',
    border: 'var(--jp-border-width) solid var(--jp-border-color1)',
    background: 'var(--jp-layout-color1)',
    color: 'var(--jp-ui-font-color1)',
    fontFamily: 'var(--jp-ui-font-family)',
    fontSize: 'var(--jp-ui-font-size1)',
    boxShadow: 'var(--jp-elevation-z6)'
  },
  '.cm-diagnostic-error': { borderLeftColor: ERROR, padding: '4px 8px' }
});
