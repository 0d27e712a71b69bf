import type { Drift } from '../../core/drift/judge-drift';
import type { Badge } from './badge';

export type BadgeListParts = {
  /** A picture for the drift, without words. */
  readonly icon: (drift: Drift) => HTMLElement;
  readonly open: (badge: Badge) => void;
};

/** The badges of one cell. They stand over its corner and take neither focus nor clicks from the editor. */
export class BadgeList {
  readonly node = document.createElement('div');
  private shown: readonly Badge[] = [];

  constructor(private readonly parts: BadgeListParts) {
    this.node.className = 'jp-peach-DriftBadges';
  }

  show(badges: readonly Badge[]): void {
    if (JSON.stringify(badges) !== JSON.stringify(this.shown)) {
      this.shown = badges;
      const nodes = badges.map((badge, place) => this.fill(this.buttonAt(place), badge));
      [...this.node.children].slice(nodes.length).forEach(child => child.remove());
    }
  }

  /** The same one as before, so that it keeps the focus. */
  private buttonAt(place: number): HTMLButtonElement {
    const there = this.node.children[place];
    if (there instanceof HTMLButtonElement) {
      return there;
    }
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'jp-peach-DriftBadge';
    // Enter and Space are its own, not the notebook’s.
    button.dataset.lmSuppressShortcuts = 'true';
    // The focus stays in the editor.
    button.addEventListener('mousedown', event => event.preventDefault());
    button.addEventListener('click', () => {
      const badge = this.shown[place];
      if (badge !== undefined) {
        this.parts.open(badge);
      }
    });
    this.node.append(button);
    return button;
  }

  private fill(button: HTMLButtonElement, { drift, text, description }: Badge): HTMLButtonElement {
    button.dataset.drift = drift;
    button.title = description;
    button.setAttribute('aria-label', `${text}. ${description}`);
    const label = document.createElement('span');
    label.textContent = text;
    button.replaceChildren(this.parts.icon(drift), label);
    return button;
  }
}
