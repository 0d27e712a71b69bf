import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const GRAVE: ReadonlySet<string> = new Set(['serious', 'critical']);

/** What axe finds serious or critical in the elements that `selector` names: a line each, rule and element. */
export async function graveFindings(page: Page, selector: string): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page }).include(selector).analyze();
  return violations
    .filter(({ impact }) => GRAVE.has(impact ?? 'serious'))
    .flatMap(({ id, help, nodes }) => nodes.map(node => `${id} (${help}): ${node.html.slice(0, 200)} ${node.failureSummary ?? ''}`));
}
