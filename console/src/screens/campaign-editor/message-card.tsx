import {
  Alert,
  Button,
  Checkbox,
  Group,
  Menu,
  NativeSelect,
  Stack,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { MergeValues } from '@tidings/sms';
import { useEffect, useRef } from 'react';
import { answer } from '../../frame/call.ts';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { CountLine } from './count-line.tsx';
import type { Draft } from './draft.ts';
import { Findings } from './findings.tsx';
import { insertAt } from './text-count.ts';

type CardProps = {
  draft: Draft;
  isDone: boolean;
  sample: MergeValues;
  onChange: (part: Partial<Draft>) => void;
};

/** What is said, by which number, for what; and what it costs while it is typed. */
export function MessageCard({ draft, isDone, sample, onChange }: CardProps) {
  const { country } = useMe().workspace;
  const programs = useQuery(answer('/v1/programs'));
  const senders = useQuery(answer('/v1/senders'));
  const box = useRef<HTMLTextAreaElement>(null);
  useFirst(draft.program_id, programs.data?.data, (program_id) => onChange({ program_id }));
  useFirst(draft.sender_id, senders.data?.data, (sender_id) => onChange({ sender_id }));

  const insert = (words: string) => {
    const { selectionStart, selectionEnd } = box.current ?? {
      selectionStart: draft.body.length,
      selectionEnd: draft.body.length,
    };
    const { body, at } = insertAt(draft.body, words, selectionStart, selectionEnd);
    onChange({ body });
    // Once the new words are drawn, the cursor stands behind them.
    requestAnimationFrame(() => {
      box.current?.focus();
      box.current?.setSelectionRange(at, at);
    });
  };
  return (
    <Panel
      title={t('Message')}
      aside={isDone ? <StateBadge tone="good">{t('Complete')}</StateBadge> : undefined}
    >
      <Stack>
        <TextInput
          label={t('Name of the campaign')}
          description={t('For you; people do not see it.')}
          value={draft.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <Group grow align="flex-start">
          <NativeSelect
            label={t('What it is for')}
            value={draft.program_id}
            data={(programs.data?.data ?? []).map(({ id, name, brand_name }) => ({
              value: id,
              label: `${name} (${brand_name})`,
            }))}
            onChange={(event) => onChange({ program_id: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('From')}
            value={draft.sender_id}
            data={(senders.data?.data ?? []).map(({ id, number }) => ({
              value: id,
              label: formatNumber(number, country),
            }))}
            onChange={(event) => onChange({ sender_id: event.currentTarget.value })}
          />
        </Group>
        <Toolbar onInsert={insert} onTemplate={(body) => onChange({ body })} />
        <Textarea
          ref={box}
          label={t('Words')}
          rows={6}
          maxLength={4096}
          value={draft.body}
          onChange={(event) => onChange({ body: event.currentTarget.value })}
        />
        <CountLine body={draft.body} values={sample} onBody={(body) => onChange({ body })} />
        <Findings draft={draft} onBody={(body) => onChange({ body })} />
        <MediaChoice draft={draft} onChange={onChange} />
        <Checkbox
          label={t('Shorten links and count clicks')}
          checked={draft.shorten_links}
          onChange={(event) => onChange({ shorten_links: event.currentTarget.checked })}
        />
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

type ToolbarProps = { onInsert: (words: string) => void; onTemplate: (body: string) => void };

function Toolbar({ onInsert, onTemplate }: ToolbarProps) {
  const fields = useQuery({ ...answer('/v1/contact-fields'), staleTime: 60_000 });
  const templates = useQuery({ ...answer('/v1/templates', { query: { limit: 50 } }), staleTime: 60_000 });
  const texts = (templates.data?.data ?? []).filter(({ channel }) => channel === 'text');
  return (
    <Group gap="xs" role="group" aria-label={t('Put something into the text')}>
      <Menu shadow="md" position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('Personal field')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {(fields.data?.data ?? []).map(({ name, label }) => (
            <Menu.Item
              key={name}
              onClick={() =>
                onInsert(
                  name === 'first_name'
                    ? '{{ first_name | default: "there" }}'
                    : `{{ ${name} | default: "" }}`,
                )
              }
            >
              {label}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Menu shadow="md" position="bottom-start">
        <Menu.Target>
          <Button size="xs" variant="default">
            {t('Template')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
          {texts.length === 0 && <Menu.Label>{t('No templates yet')}</Menu.Label>}
          {texts.map(({ id, name, body }) => (
            <Menu.Item key={id} onClick={() => onTemplate(body)}>
              {name}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <Button size="xs" variant="default" onClick={() => onInsert(' Reply STOP to opt out.')}>
        {t('How to leave')}
      </Button>
    </Group>
  );
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
          {t('Counts as one part, at the price of an MMS.')}
        </Alert>
      )}
    </div>
  );
}
