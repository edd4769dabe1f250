import { Checkbox, Fieldset, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { memo } from 'react';
import { whole } from '../../frame/call.ts';
import { NotAllKnown } from '../../frame/not-all-known.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import type { Chosen, Draft } from './draft.ts';
import classes from './editor.module.css';

type CardProps = Pick<Draft, 'include' | 'exclude' | 'atMost' | 'when_capped'> & {
  isDone: boolean;
  error: string | undefined;
  onChange: (part: Partial<Draft>) => void;
};
type Kind = keyof Chosen;
type Row = { kind: Kind; id: string; label: string };

/** What is chosen and not offered any more, such as a segment that was archived since: shown, so that it can be taken out. */
function missingFrom(rows: readonly Row[], { include, exclude }: Pick<Draft, 'include' | 'exclude'>): Row[] {
  return (['lists', 'segments', 'tags'] as const).flatMap((kind) => {
    const known = new Set(rows.filter((row) => row.kind === kind).map(({ id }) => id));
    return [...new Set([...include[kind], ...exclude[kind]])]
      .filter((id) => !known.has(id))
      .map((id) => ({ kind, id, label: t('{what}, which is not offered any more', { what: id }) }));
  });
}

/** Whom it is for, and whom not. Who is left over after consent, opt-outs and caps, the review says. */
export const AudienceCard = memo(function AudienceCard({ isDone, error, onChange, ...draft }: CardProps) {
  const lists = useQuery(whole('/v1/lists'));
  const tags = useQuery(whole('/v1/tags'));
  const segments = useQuery(whole('/v1/segments'));
  const rows: Row[] = [
    ...(lists.data?.data ?? []).map(({ id, name, people }) => ({
      kind: 'lists' as const,
      id,
      label: t('List {name} ({people})', { name, people: formatCount(people) }),
    })),
    ...(segments.data?.data ?? []).map(({ id, name }) => ({
      kind: 'segments' as const,
      id,
      label: t('Segment {name}', { name }),
    })),
    ...(tags.data?.data ?? []).map(({ name, people }) => ({
      kind: 'tags' as const,
      id: name,
      label: t('Tag {name} ({people})', { name, people: formatCount(people) }),
    })),
  ];
  const isLoaded = lists.isSuccess && tags.isSuccess && segments.isSuccess;
  if (isLoaded) rows.push(...missingFrom(rows, draft));
  return (
    <Panel
      title={t('Audience')}
      aside={isDone ? <StateBadge tone="good">{t('Complete')}</StateBadge> : undefined}
    >
      <Stack>
        <NotAllKnown asked={[lists, tags, segments]}>
          {t('Not all who could be chosen are shown.')}
        </NotAllKnown>
        {isLoaded && rows.length === 0 && (
          <Text>
            {t('There is nobody to choose yet.')} <Link to="/audience/imports/new">{t('Import people')}</Link>
          </Text>
        )}
        <Choice
          legend={t('Send to')}
          rows={rows}
          chosen={draft.include}
          error={error}
          onChoose={(include) => onChange({ include })}
        />
        <Choice
          legend={t('But not to')}
          rows={rows}
          chosen={draft.exclude}
          onChoose={(exclude) => onChange({ exclude })}
        />
        <TextInput
          label={t('To at most so many people')}
          description={t('Drawn at random among those who would get it. Blank for all.')}
          inputMode="numeric"
          value={draft.atMost}
          maw="16rem"
          onChange={(event) => onChange({ atMost: event.currentTarget.value.replaceAll(/\D/g, '') })}
        />
        <Checkbox
          label={t('Leave out whoever has had enough texts for now')}
          description={t('Otherwise they get it when their cap allows, within three days.')}
          checked={draft.when_capped === 'skip'}
          onChange={(event) => onChange({ when_capped: event.currentTarget.checked ? 'skip' : 'wait' })}
        />
      </Stack>
    </Panel>
  );
});

type ChoiceProps = {
  legend: string;
  rows: readonly Row[];
  chosen: Chosen;
  error?: string | undefined;
  onChoose: (chosen: Chosen) => void;
};

function Choice({ legend, rows, chosen, error, onChoose }: ChoiceProps) {
  const toggle = ({ kind, id }: Row, isOn: boolean) =>
    onChoose({ ...chosen, [kind]: isOn ? [...chosen[kind], id] : chosen[kind].filter((one) => one !== id) });
  return (
    <Fieldset legend={legend} radius="md" mx={0}>
      {error && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert" tabIndex={-1} data-lack>
          {error}
        </Text>
      )}
      <div className={classes.choices}>
        {rows.map((row) => (
          <Checkbox
            key={`${row.kind} ${row.id}`}
            label={row.label}
            checked={chosen[row.kind].includes(row.id)}
            onChange={(event) => toggle(row, event.currentTarget.checked)}
          />
        ))}
      </div>
    </Fieldset>
  );
}
