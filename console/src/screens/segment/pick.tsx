import { NativeSelect } from '@mantine/core';
import { t } from '../../ui/language.ts';

type PickProps = {
  label: string;
  value: string;
  data: readonly { value: string; label: string }[];
  /** What stands in place of one that was among them and is there no more. */
  gone?: string;
  onPick: (value: string) => void;
};

/** One of several, in a line of controls. What is not among them is shown all the same, so that nothing is lost by looking. */
export function Pick({ label, value, data, gone, onPick }: PickProps) {
  const isKnown = data.some((one) => one.value === value);
  return (
    <NativeSelect
      aria-label={label}
      size="xs"
      value={value}
      data={[...(isKnown ? [] : [{ value, label: (value && gone) || value || t('choose …') }]), ...data]}
      onChange={(event) => onPick(event.currentTarget.value)}
    />
  );
}
