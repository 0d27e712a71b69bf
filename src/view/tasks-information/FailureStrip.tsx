import { Button } from '../controls/Button';
import { Strip } from '../controls/Strip';
import { useViewTranslation } from '../words/translation';

/** Why what the person just did had no effect. */
export function FailureStrip({ failure, onDismiss }: { readonly failure: string; readonly onDismiss: () => void }) {
  const trans = useViewTranslation();
  return (
    <div role="alert">
      <Strip tone="bad" icon={{ name: 'cross' }} buttons={<Button label={trans.__('Dismiss')} icon="close" iconOnly onPress={onDismiss} />}>
        {failure}
      </Strip>
    </div>
  );
}
