import { Button, type ButtonProps } from '../controls/Button';
import { useViewTranslation } from '../words/translation';

export type DoctorButtonProps = { readonly openDoctor: () => void; readonly look: ButtonProps['look'] };

export function DoctorButton({ openDoctor, look }: DoctorButtonProps) {
  const trans = useViewTranslation();
  const tooltip = trans.__('What is wrong with PEACH Lab, and what to do');
  return <Button label={trans.__('Doctor')} icon="pulse" look={look} tooltip={tooltip} onPress={openDoctor} />;
}
