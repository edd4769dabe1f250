import { TextInput } from '@mantine/core';
import { t } from '../../ui/language.ts';
import type { Choices } from './choices.ts';
import { Pick } from './pick.tsx';
import type { Leaf } from './rule.ts';

type Near = Extract<Leaf, { kind: 'near' }>;
type NearProps = { leaf: Near; choices: Choices; onChange: (leaf: Leaf) => void };

/** A distance, and the postcode that it is measured from. */
export function NearEditor({ leaf, choices, onChange }: NearProps) {
  const known = choices.countries.some(({ value }) => value === leaf.country);
  return (
    <>
      <TextInput
        aria-label={t('How far')}
        size="xs"
        type="number"
        min={0}
        w={84}
        value={String(leaf.within)}
        onChange={(event) => onChange({ ...leaf, within: Number(event.currentTarget.value) || 0 })}
      />
      <Pick
        label={t('Miles or kilometres')}
        value={leaf.unit}
        data={[
          { value: 'miles', label: t('miles') },
          { value: 'km', label: t('kilometres') },
        ]}
        onPick={(unit) => onChange({ ...leaf, unit: unit as Near['unit'] })}
      />
      <TextInput
        aria-label={t('Postcode')}
        placeholder={t('of the postcode')}
        size="xs"
        w={140}
        value={leaf.postcode}
        onChange={(event) => onChange({ ...leaf, postcode: event.currentTarget.value })}
      />
      <Pick
        label={t('Country of the postcode')}
        value={leaf.country}
        data={[...(known ? [] : [{ value: leaf.country, label: leaf.country }]), ...choices.countries]}
        onPick={(country) => onChange({ ...leaf, country })}
      />
    </>
  );
}
