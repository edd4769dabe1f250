import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';

const lines = [
  'audience',
  'delivered',
  'accepted',
  'failed',
  'not_sent',
  'unknown',
  'replies',
  'opt_outs',
] as const;
type Line = (typeof lines)[number];

/** Person by person, with what became of their text. */
export function RecipientsPanel({ id }: { id: string }) {
  const { country } = useMe().workspace;
  const [line, setLine] = useState<Line>('audience');
  const words: Record<Line, string> = {
    audience: t('All'),
    delivered: t('Delivered'),
    accepted: t('With the carrier'),
    failed: t('Failed'),
    not_sent: t('Not sent'),
    unknown: t('Unknown'),
    replies: t('Replied'),
    opt_outs: t('Opted out'),
  };
  return (
    <Panel title={t('Who it went to')}>
      <div className="stack">
        <ChoiceRow
          label={t('Whom to show')}
          value={line}
          onChoose={(next) => setLine(next as Line)}
          choices={lines.map((value) => ({ value, label: words[value] }))}
        />
        <PagedListing
          query={pages('/v1/campaigns/{id}/people', { path: { id }, query: { line, limit: 25 } })}
          what={t('the people')}
          caption={t('Who it went to')}
          keyOf={(entry) =>
            entry.object === 'person' ? entry.contact.id : `${entry.file_name} ${entry.line}`
          }
          empty={<Empty title={t('Nobody')}>{t('Choose above whom else to show.')}</Empty>}
          columns={[
            {
              name: t('Who'),
              cell: (entry) =>
                entry.object === 'person' && (
                  <Link
                    to="/people/$contactId"
                    params={{ contactId: entry.contact.id }}
                    className="breakable"
                  >
                    {entry.contact.name ?? formatNumber(entry.contact.number, country)}
                  </Link>
                ),
            },
            {
              name: t('Number'),
              cell: (entry) =>
                entry.object === 'person' && (
                  <span className="numbers">{formatNumber(entry.contact.number, country)}</span>
                ),
            },
            {
              name: t('What became of it'),
              cell: ({ sentence }) => <span className="breakable">{sentence}</span>,
            },
          ]}
        />
      </div>
    </Panel>
  );
}
