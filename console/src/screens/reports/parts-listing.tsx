import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { answer } from '../../frame/call.ts';
import { WholeListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Rate } from '../../ui/rate.tsx';
import { Empty } from '../../ui/states.tsx';

type By = 'sender' | 'campaign' | 'carrier' | 'country';

/** The same texts, told apart by where they came from or went to. */
export function PartsListing({ range }: { range: { from: string; until: string } }) {
  const { country } = useMe().workspace;
  const [by, setBy] = useState<By>('campaign');
  return (
    <>
      <ChoiceRow
        label={t('What the texts are told apart by')}
        value={by}
        onChoose={(next) => setBy(next as By)}
        choices={[
          { value: 'campaign', label: t('By campaign') },
          { value: 'sender', label: t('By number') },
          { value: 'carrier', label: t('By carrier') },
          { value: 'country', label: t('By country') },
        ]}
      />
      <WholeListing
        query={answer('/v1/reports/parts', { query: { ...range, by } })}
        what={t('the report')}
        caption={t('Texts, told apart')}
        keyOf={({ key, name }) => `${key} ${name}`}
        columns={[
          {
            name: t('Name'),
            cell: ({ key, name }) =>
              by === 'campaign' && key ? (
                <Link to="/campaigns/$campaignId" params={{ campaignId: key }}>
                  {name ?? key}
                </Link>
              ) : by === 'campaign' ? (
                t('Without a campaign')
              ) : (
                formatNumber(name ?? key ?? t('Not known'), country)
              ),
          },
          { name: t('Texts'), isNumber: true, cell: ({ totals }) => formatCount(totals.texts) },
          {
            name: t('Delivered'),
            isNumber: true,
            cell: ({ totals }) => <Rate rate={totals.rates.delivered} isCounted />,
          },
          { name: t('Clicked'), isNumber: true, cell: ({ totals }) => <Rate rate={totals.rates.clicked} /> },
          {
            name: t('Opted out'),
            term: 'opt_out',
            isNumber: true,
            cell: ({ totals }) => <Rate rate={totals.rates.opted_out} />,
          },
        ]}
        empty={
          <Empty title={t('There is nothing to tell apart.')}>
            {t('No text was sent in these days. Choose more of them.')}
          </Empty>
        }
      />
    </>
  );
}
