import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { type Draft, namesTracking } from './draft.ts';

type StepProps = { draft: Draft; onChange: (part: Partial<Draft>) => void };

/** Where the people go, and what becomes of those who are known already. */
export function OptionsStep({ draft, onChange }: StepProps) {
  return (
    <Panel title={t('Options')}>
      <Stack maw="32rem">
        <TextInput
          label={t('List they come on')}
          description={t('Made if there is none of this name. Blank for none.')}
          value={draft.list}
          onChange={(event) => onChange({ list: event.currentTarget.value })}
        />
        <TextInput
          label={t('Tags')}
          description={t('Separated by commas.')}
          value={draft.tags}
          onChange={(event) => onChange({ tags: event.currentTarget.value })}
        />
        {namesTracking(draft) && (
          <Textarea
            label={t('What shows that they let their clicks be kept, and where it is kept')}
            description={t('Without it only the refusals of the file are taken.')}
            value={draft.tracking}
            rows={2}
            onChange={(event) => onChange({ tracking: event.currentTarget.value })}
          />
        )}
        <NativeSelect
          label={t('People who are known already')}
          value={draft.duplicates}
          data={[
            { value: 'update', label: t('Take what the file says') },
            { value: 'fill', label: t('Fill only what is blank') },
            { value: 'skip', label: t('Leave as they are') },
          ]}
          onChange={(event) => onChange({ duplicates: event.currentTarget.value as Draft['duplicates'] })}
        />
        <TextInput
          label={t('Country of numbers without a country code')}
          description={t('Two letters; blank for the country of the workspace.')}
          maxLength={2}
          value={draft.country}
          onChange={(event) => onChange({ country: event.currentTarget.value })}
        />
      </Stack>
    </Panel>
  );
}
