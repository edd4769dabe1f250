import { Button, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MergeValues } from '@tidings/sms';
import { answer } from '../../frame/call.ts';
import { useMe } from '../../frame/session.ts';
import { type Frame, frameSaid, type KnownSnippet, linkedSaid, sayWords } from '../../frame/writing/said.ts';
import { WordsBox } from '../../frame/writing/words-box.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { ownWords, type Variant } from './plan.ts';

export type CampaignWords = {
  body: string;
  language: string;
  frame: Frame;
  snippets: readonly KnownSnippet[];
  sample: MergeValues;
};

type VariantCardProps = {
  variant: Variant;
  /** The campaign that it is a variant of: its words, and what is put around them. */
  campaign: CampaignWords;
  canRemove: boolean;
  onChange: (part: Partial<Variant>) => void;
  onRemove: () => void;
};

/** What one variant says otherwise: its words, the number it comes from, or the hour on people's clocks. */
export function VariantCard({ variant, campaign, canRemove, onChange, onRemove }: VariantCardProps) {
  const { country } = useMe().workspace;
  const body = variant.body ?? campaign.body;
  const write = (typed: string) => onChange({ body: ownWords(typed, campaign.body) });
  const senders = useQuery({ ...answer('/v1/senders'), staleTime: 60_000 });
  const said = frameSaid(
    sayWords(body, campaign.language, campaign.snippets),
    campaign.language,
    campaign.frame,
  );
  return (
    <Panel
      title={t('Variant {name}', { name: variant.name })}
      aside={variant.body === null ? t('The words of the campaign') : undefined}
    >
      <Stack gap="sm">
        <TextInput
          label={t('Name')}
          value={variant.name}
          maxLength={40}
          maw="16rem"
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <WordsBox
          label={t('Words')}
          rows={4}
          body={body}
          language={campaign.language}
          said={linkedSaid(said, campaign.frame)}
          values={campaign.sample}
          onBody={write}
          onTemplate={({ body: words }) => write(words)}
        />
        <div className="pair">
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
        </div>
        {canRemove && (
          <Button variant="subtle" size="compact-sm" color="red" onClick={onRemove} w="fit-content">
            {t('Leave this variant out')}
          </Button>
        )}
      </Stack>
    </Panel>
  );
}
