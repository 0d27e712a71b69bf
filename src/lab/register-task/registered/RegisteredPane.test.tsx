// @vitest-environment jsdom
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Answer } from '../../../client/answer';
import type { CommitAnswer } from '../../../protocol/working-copy';
import { answered, refused, workingCopy } from '../test-support/register-fixtures';
import { render, settle, type Rendered } from '../test-support/render';
import { RegisteredPane } from './RegisteredPane';
import type { Registration } from './registration';

const registration: Registration = {
  organisation: 'debr',
  name: 'fit',
  loop: 'debr',
  workingCopy: workingCopy(),
  file: 'peach.conf/debr.yaml',
  added: 5,
  removed: 0,
  before: null,
  cellNumber: 4
};

let page: Rendered | null = null;

afterEach(async () => {
  await page?.remove();
});

async function open(change: Partial<Registration> = {}) {
  const commit = vi.fn<(message: string) => Promise<Answer<CommitAnswer>>>(() =>
    answered({ commit: '0123456789abcdef', branch: 'feature/x' })
  );
  const onShow = vi.fn();
  page = await render(
    <RegisteredPane
      registration={{ ...registration, ...change }}
      commit={commit}
      canShow={path => path.endsWith('.yaml')}
      onShow={onShow}
      onClose={() => undefined}
    />
  );
  return { page, commit, onShow };
}

describe('RegisteredPane', () => {
  it('says the truth about the branch and which files a commit would hold', async () => {
    const { page } = await open();
    expect(page.node.textContent).toContain('Not running yet. This branch is feature/x, and tasks run from master.');
    expect(Array.from(page.node.querySelectorAll('tr'), row => row.textContent)).toEqual([
      'peach.conf/debr.yaml5 lines addedShow',
      'notebooks/related.ipynbsaved, with cell 4'
    ]);
  });

  it('commits with the message as it was edited, and says as what', async () => {
    const { page, commit } = await open();
    await page.enter(page.field('Commit message'), 'Add the index');
    await page.click(page.button('Commit on feature/x'));
    expect(commit).toHaveBeenCalledWith('Add the index');
    expect(page.node.textContent).toContain('Committed as 0123456 on feature/x.');
    expect(page.button('Close').type).toBe('button');
  });

  it('has the focus on the commit, keeps it there while git works, then moves it to Close', async () => {
    const { page, commit } = await open();
    let answer: (value: Answer<CommitAnswer>) => void = () => undefined;
    commit.mockReturnValue(new Promise(resolve => (answer = resolve)));
    const button = page.button('Commit on feature/x');
    expect(document.activeElement).toBe(button);
    await page.click(button);
    expect(button.disabled).toBe(false);
    expect(button.getAttribute('aria-disabled')).toBe('true');
    await page.click(button);
    expect(commit).toHaveBeenCalledTimes(1);
    await settle(() => answer({ ok: true, value: { commit: '0123456789abcdef', branch: 'feature/x' } }));
    expect(document.activeElement).toBe(page.button('Close'));
  });

  it('keeps the message and says why where git refused', async () => {
    const { page, commit } = await open();
    commit.mockReturnValue(refused('git_failed', 'git has no user.name; set it with git config.'));
    await page.enter(page.field('Commit message'), 'Mine');
    await page.click(page.button('Commit on feature/x'));
    expect(page.node.textContent).toContain('Not committed. git has no user.name');
    expect(page.field('Commit message').value).toBe('Mine');
    expect(page.button('Commit on feature/x').disabled).toBe(false);
  });

  it('offers no commit where no branch is checked out', async () => {
    const { page } = await open({ workingCopy: workingCopy({ branch: null }) });
    expect(() => page.button('Commit on feature/x')).toThrow('nothing on the page');
  });

  it('opens a changed file', async () => {
    const { page, onShow } = await open();
    await page.click(page.button('Show'));
    expect(onShow).toHaveBeenCalledWith('peach.conf/debr.yaml');
  });
});
