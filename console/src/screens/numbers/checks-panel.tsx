import { Button, Checkbox } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { later, t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatDate } from '../../ui/times.ts';

const lines = {
  mobile: later('mobile'),
  landline: later('landline'),
  voip: later('internet line'),
  toll_free: later('toll-free'),
  other: later('another line'),
} as const;

type Entered = {
  source: string;
  numbers: string[];
  line_type?: keyof typeof lines;
  is_invalid: boolean;
  disconnected_on?: string;
};

/** What is known of numbers: their line, whether they exist, whether they changed hands. */
export function ChecksPanel() {
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const [isUnreachable, setUnreachable] = useState(false);
  const { workspace } = useMe();
  const mayWrite = useMay('suppression.write');
  const mayForget = useMay('suppression.remove');
  const done = () => void refresh(client, '/v1/number-checks');
  const bring = () =>
    ask({
      title: t('Say what is known of numbers'),
      fields: [
        { name: 'source', label: t('Who says so'), placeholder: 'Lookup of November' },
        {
          name: 'numbers',
          kind: 'words',
          rows: 6,
          label: t('Numbers'),
          help: t('One a line, or between commas.'),
        },
        {
          ...{ name: 'line_type', kind: 'choice', label: t('Line'), isRequired: false },
          choices: Object.entries(lines).map(([value, label]) => ({ value, label: t(label) })),
        },
        { name: 'is_invalid', kind: 'switch', label: t('No phone is behind them') },
        { name: 'disconnected_on', kind: 'date', label: t('Given up on'), isRequired: false },
      ],
      submit: t('Save'),
      send: ({ source, numbers, ...known }: Entered) =>
        call('/v1/number-checks', 'post', {
          body: { source, numbers: numbers.map((number) => ({ number, ...known })) },
        }),
      done: ({ taken }) => {
        say(tn(taken, '{n} number is noted.', '{n} numbers are noted.'));
        done();
      },
    });
  const forget = (number: string) =>
    ask({
      title: t('Forget what is known of {number}?', { number: formatNumber(number, workspace.country) }),
      lead: t('It is texted again, where there is consent.'),
      fields: [],
      submit: t('Forget it'),
      isDanger: true,
      send: () => call('/v1/number-checks/{number}', 'delete', { path: { number } }),
      done,
    });
  return (
    <Panel
      title={t('What look-ups have found')}
      aside={
        mayWrite && (
          <Button size="compact-sm" variant="default" onClick={bring}>
            {t('Say what is known …')}
          </Button>
        )
      }
    >
      {dialog}
      <Checkbox
        mb="sm"
        label={t('Only those that no text reaches')}
        checked={isUnreachable}
        onChange={(event) => setUnreachable(event.currentTarget.checked)}
      />
      <PagedListing
        query={pages('/v1/number-checks', { query: isUnreachable ? { unreachable: true } : {} })}
        what={t('the number checks')}
        caption={t('Number checks')}
        keyOf={({ number }) => number}
        columns={[
          {
            name: t('Number'),
            cell: ({ number }) => <span className="numbers">{formatNumber(number, workspace.country)}</span>,
          },
          { name: t('Line'), cell: ({ line_type }) => (line_type === null ? '–' : t(lines[line_type])) },
          {
            name: t('What follows'),
            cell: ({ unreachable_reason, disconnected_at }) => (
              <span className="filters">
                {unreachable_reason !== null && (
                  <StateBadge tone="bad">
                    {unreachable_reason === 'landline' ? t('takes no texts') : t('does not exist')}
                  </StateBadge>
                )}
                {disconnected_at !== null && (
                  <StateBadge tone="warn">
                    {t('given up on {day}', { day: formatDate(disconnected_at, workspace.time_zone) })}
                  </StateBadge>
                )}
                {unreachable_reason === null && disconnected_at === null && (
                  <StateBadge tone="good">{t('texted')}</StateBadge>
                )}
              </span>
            ),
          },
          { name: t('Source'), cell: ({ source }) => <span className="breakable">{source}</span> },
          { name: t('As of'), cell: ({ checked_at }) => formatDate(checked_at, workspace.time_zone) },
          ...(mayForget
            ? [
                {
                  name: t('Actions'),
                  cell: ({ number }: { number: string }) => (
                    <Button size="compact-sm" variant="default" onClick={() => forget(number)}>
                      {t('Forget …')}
                    </Button>
                  ),
                },
              ]
            : []),
        ]}
        empty={
          isUnreachable ? (
            <Empty title={t('No text fails to reach a number')}>
              {t('A number that takes no texts, or does not exist, stands here.')}
            </Empty>
          ) : (
            <Empty title={t('Nothing is known of any number yet')}>
              {t('What look-ups say of a number, and what you say of it, stands here.')}
            </Empty>
          )
        }
      />
    </Panel>
  );
}
