import { Button, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { api } from '../../frame/api.ts';
import { call } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { Icon } from '../../ui/icons.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import type { Asked } from './live-count.tsx';

/** Why one person is in or out: each condition with whether it holds and what was found. */
export function WhyPanel({ asked }: { asked: Asked }) {
  const [search, setSearch] = useState('');
  const why = useMutation({
    mutationFn: async () => {
      const { data } = await api.listContacts({ search: search.trim(), limit: 1 });
      const [person] = data;
      if (!person) return null;
      const answer = await call('/v1/segments/why', 'post', {
        body: { ...asked.body, contact_id: person.id },
      });
      return { person, answer };
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (search.trim() !== '') why.mutate();
  };
  return (
    <Panel title={t('Why is somebody in or out?')}>
      <form onSubmit={submit} className="filters">
        <TextInput
          aria-label={t('Name or number')}
          placeholder={t('Name or number')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
          flex={1}
        />
        <Button type="submit" variant="default" loading={why.isPending}>
          {t('Ask')}
        </Button>
      </form>
      {why.error && <Refusal error={why.error} otherwise={t('That could not be asked. Try again.')} />}
      {why.data === null && <Text mt="sm">{t('Nobody has this name or number.')}</Text>}
      {why.data && (
        <div role="status">
          <Text mt="sm" fw={600}>
            {why.data.person.name ?? why.data.person.number}:{' '}
            {why.data.answer.is_in ? t('is in') : t('is out')}
          </Text>
          <ul className="plain-list">
            {why.data.answer.lines.map((line, index) => (
              <li
                // biome-ignore lint/suspicious/noArrayIndexKey: the lines of one answer never move.
                key={index}
                style={{ paddingInlineStart: `${line.depth * 1.25}rem` }}
              >
                <span
                  role="img"
                  aria-label={line.holds ? t('holds') : t('does not hold')}
                  style={{ color: line.holds ? 'var(--good)' : 'var(--bad)', verticalAlign: 'middle' }}
                >
                  <Icon name={line.holds ? 'check' : 'failed'} size={16} />
                </span>{' '}
                {line.sentence}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Panel>
  );
}
