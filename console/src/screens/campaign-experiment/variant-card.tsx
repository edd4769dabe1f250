import { Button, Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { countParts } from '@tidings/sms';
import { answer } from '../../frame/call.ts';
import { useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import type { Variant } from './plan.ts';

type VariantCardProps = {
  variant: Variant;
  /** The words of the campaign. */
  base: string;
  canRemove: boolean;
  onChange: (part: Partial<Variant>) => void;
  onRemove: () => void;
};

/** What one variant says otherwise: its words, the number it comes from, or the hour on people's clocks. */
export function VariantCard({ variant, base, canRemove, onChange, onRemove }: VariantCardProps) {
  const { country } = useMe().workspace;
  const senders = useQuery({ ...answer('/v1/senders'), staleTime: 60_000 });
  const { parts, alphabet } = countParts(variant.body);
  return (
    <Panel
      title={t('Variant {name}', { name: variant.name })}
      aside={variant.body === base ? t('The words of the campaign') : undefined}
    >
      <Stack gap="sm">
        <TextInput
          label={t('Name')}
          value={variant.name}
          maxLength={40}
          maw="16rem"
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Textarea
          label={t('Words')}
          rows={4}
          maxLength={4096}
          value={variant.body}
          onChange={(event) => onChange({ body: event.currentTarget.value })}
        />
        <Text size="sm" className="numbers">
          {tn(parts, '{n} part a person', '{n} parts a person')} ·{' '}
          {alphabet === 'ucs2' ? t('Unicode') : 'GSM-7'}
        </Text>
        <Group grow align="flex-start">
          <NativeSelect
            label={t('From')}
            value={variant.sender_id}
            data={[
              { value: '', label: t('The number of the campaign') },
              ...(senders.data?.data ?? []).map(({ id, number }) => ({
                value: id,
                label: formatNumber(number, country),
              })),
            ]}
            onChange={(event) => onChange({ sender_id: event.currentTarget.value })}
          />
          <TextInput
            label={t('At this hour on people’s clocks')}
            description={t('Blank: at once.')}
            type="datetime-local"
            value={variant.local}
            onChange={(event) => onChange({ local: event.currentTarget.value })}
          />
        </Group>
        {canRemove && (
          <Button variant="subtle" size="compact-sm" color="red" onClick={onRemove} w="fit-content">
            {t('Leave this variant out')}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}
