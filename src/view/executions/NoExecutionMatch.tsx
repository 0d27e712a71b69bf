import { Button } from '../controls/Button';
import { useViewTranslation } from '../words/translation';

/** The filter hides every execution. */
export function NoExecutionMatch({ onClear }: { readonly onClear: () => void }) {
  const trans = useViewTranslation();
  return (
    <div className="jp-peach-ChartRemark jp-peach-Row">
      {trans.__('No execution matches the filter.')}
      <Button label={trans.__('Clear filter')} look="link" onPress={onClear} />
    </div>
  );
}
