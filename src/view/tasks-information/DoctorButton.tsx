import { Button, type ButtonProps } from '../controls/Button';

export type DoctorButtonProps = { readonly openDoctor: () => void; readonly look: ButtonProps['look'] };

export function DoctorButton({ openDoctor, look }: DoctorButtonProps) {
  return <Button label="Doctor" icon="pulse" look={look} tooltip="What is wrong with PEACH Lab, and what to do" onPress={openDoctor} />;
}
