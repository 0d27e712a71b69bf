import { Icon } from '../icons/Icon';
import { useDelayed } from './use-delayed';

const NAME_WIDTHS = [120, 96, 152, 104, 128];
/** What takes no longer is not announced. Milliseconds. */
export const LOADING_AFTER = 300;

/** The outline of a list that is on its way. */
export function LoadingRows({ text }: { readonly text: string }) {
  const due = useDelayed(true, LOADING_AFTER);
  if (!due) {
    return null;
  }
  return (
    <div className="jp-peach-Loading" aria-busy="true">
      <div className="jp-peach-Bar" role="status">
        <Icon name="ring" tone="run" turning />
        {text}
      </div>
      {NAME_WIDTHS.map(width => (
        <div key={width} className="jp-peach-LoadingRow">
          <i style={{ width }} />
          <i style={{ width: 56 }} />
          <i style={{ width: 72 }} />
        </div>
      ))}
    </div>
  );
}
