import { Button } from '../controls/Button';
import { Strip } from '../controls/Strip';

/** Why what the person just did had no effect. */
export function FailureStrip({ failure, onDismiss }: { readonly failure: string; readonly onDismiss: () => void }) {
  return (
    <div role="alert">
      <Strip tone="bad" icon={{ name: 'cross' }} buttons={<Button label="Dismiss" icon="close" iconOnly onPress={onDismiss} />}>
        {failure}
      </Strip>
    </div>
  );
}
