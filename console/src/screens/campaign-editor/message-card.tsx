import { Alert, Checkbox, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MergeValues } from '@tidings/sms';
import { useEffect, useRef } from 'react';
import { answer } from '../../frame/call.ts';
import { useMe } from '../../frame/session.ts';
import { frameSaid, type KnownSnippet, sayWords } from '../../frame/writing/said.ts';
import { countText } from '../../frame/writing/text-count.ts';
import { useFrame } from '../../frame/writing/use-frame.ts';
import { WordsBox } from '../../frame/writing/words-box.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Term } from '../../ui/term.tsx';
import type { Draft, Lack } from './draft.ts';
import { Findings, useFindings } from './findings.tsx';
import { Languages } from './languages.tsx';
import { ShortenChoice } from './shorten-choice.tsx';
import { UtmButton } from './utm-button.tsx';

type CardProps = {
  draft: Draft;
  isDone: boolean;
  errors: Partial<Record<Lack, string>>;
  sample: MergeValues;
  snippets: readonly KnownSnippet[];
  onChange: (part: Partial<Draft>) => void;
};

/** What is said, by which number, for what; and what it costs while it is typed. */
export function MessageCard({ draft, isDone, errors, sample, snippets, onChange }: CardProps) {
  const frame = useFrame(draft);
  const said = frameSaid(sayWords(draft.body, draft.language, snippets), draft.language, frame);
  const findings = useFindings(draft, said);
  const isBlocked =
    findings.some(({ severity }) => severity === 'error') || countText(said.text, sample).problems.length > 0;
  const { country } = useMe().workspace;
  const programs = useQuery(answer('/v1/programs'));
  const senders = useQuery(answer('/v1/senders'));
  useFirst(draft.program_id, programs.data?.data, (program_id) => onChange({ program_id }));
  useFirst(draft.sender_id, senders.data?.data, (sender_id) => onChange({ sender_id }));

  return (
    <Panel
      title={t('Message')}
      aside={isDone && !isBlocked ? <StateBadge tone="good">{t('Complete')}</StateBadge> : undefined}
    >
      <Stack>
        <TextInput
          label={t('Name of the campaign')}
          description={t('For you; people do not see it.')}
          value={draft.name}
          error={errors.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Group grow align="flex-start">
          <NativeSelect
            label={t('What it is for')}
            value={draft.program_id}
            error={errors.program_id}
            data={(programs.data?.data ?? []).map(({ id, name, brand_name }) => ({
              value: id,
              label: `${name} (${brand_name})`,
            }))}
            onChange={(event) => onChange({ program_id: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('From')}
            value={draft.sender_id}
            error={errors.sender_id}
            data={(senders.data?.data ?? []).map(({ id, number }) => ({
              value: id,
              label: formatNumber(number, country),
            }))}
            onChange={(event) => onChange({ sender_id: event.currentTarget.value })}
          />
        </Group>
        <WordsBox
          label={t('Words')}
          body={draft.body}
          {...(errors.body ? { error: errors.body } : {})}
          language={draft.language}
          said={said}
          values={sample}
          more={<UtmButton name={draft.name} body={draft.body} onBody={(body) => onChange({ body })} />}
          onBody={(body) => onChange({ body })}
          onTemplate={onChange}
        />
        <Findings findings={findings} draft={draft} said={said} onBody={(body) => onChange({ body })} />
        <Languages draft={draft} sample={sample} snippets={snippets} onChange={onChange} />
        <Checkbox
          label={t('Begin with the brand’s name')}
          checked={draft.opens_with_brand}
          onChange={(event) => onChange({ opens_with_brand: event.currentTarget.checked })}
        />
        <Checkbox
          label={t('End with how to leave')}
          checked={draft.ends_with_opt_out}
          onChange={(event) => onChange({ ends_with_opt_out: event.currentTarget.checked })}
        />
        <MediaChoice draft={draft} onChange={onChange} />
        <ShortenChoice draft={draft} onChange={onChange} />
      </Stack>
    </Panel>
  );
}

// Most workspaces have one program and one number; nobody should have to choose them.
function useFirst(
  chosen: string,
  rows: readonly { id: string }[] | undefined,
  onFirst: (id: string) => void,
): void {
  const first = rows?.[0]?.id;
  const take = useRef(onFirst);
  take.current = onFirst;
  useEffect(() => {
    if (chosen === '' && first !== undefined) take.current(first);
  }, [chosen, first]);
}

function MediaChoice({ draft, onChange }: Pick<CardProps, 'draft' | 'onChange'>) {
  const media = useQuery({ ...answer('/v1/media', { query: { limit: 50 } }), staleTime: 60_000 });
  const all = media.data?.data ?? [];
  if (all.length === 0) return null;
  return (
    <div>
      <NativeSelect
        label={t('Picture or film')}
        description={t('Makes it an MMS, which costs more. Whoever cannot get one gets a link.')}
        value={draft.media[0] ?? ''}
        data={[
          { value: '', label: t('As it is') },
          ...all.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(event) =>
          onChange({ media: event.currentTarget.value ? [event.currentTarget.value] : [] })
        }
      />
      {draft.media.length > 0 && (
        <Alert variant="light" color="indigo" mt="xs">
          <Term name="mms">{t('Counts as one part, at the price of an MMS.')}</Term>
        </Alert>
      )}
    </div>
  );
}
