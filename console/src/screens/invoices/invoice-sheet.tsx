import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { useState } from 'react';
import { answer, pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { later, t } from '../../ui/language.ts';
import { formatCount, formatSums } from '../../ui/numbers.ts';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { Empty } from '../../ui/states.tsx';

type Difference = ItemOf<'/v1/invoices/{id}/differences'>;
type Kind = Difference['kind'];

const kindWords: Record<Kind, string> = {
  missing_here: later('Billed, and not on record here'),
  missing_there: later('Sent, and on no line'),
  repeated: later('Billed twice'),
  not_sent_here: later('Billed, and never left'),
  parts_differ: later('Other parts'),
  currency_differs: later('Another currency'),
  price_differs: later('Another price'),
  unreadable: later('Cannot be read'),
};
const kindNames = Object.keys(kindWords) as Kind[];

/** One invoice with every difference, a kind at a time. */
export function InvoiceSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const [chosen, setChosen] = useState<Kind | null>(null);
  const query = useQuery(answer('/v1/invoices/{id}', { path: { id } }));
  return (
    <SideSheet title={query.data?.name ?? t('Invoice')} isOpen onClose={onClose}>
      <Loaded query={query} what={t('the invoice')}>
        {({ lines, matched, passed_over, totals, differences }) => {
          const found = kindNames.filter((kind) => differences[kind] > 0);
          const kind = chosen ?? found[0] ?? null;
          return (
            <div className="stack">
              <dl className="facts numbers">
                <dt>{t('Lines')}</dt>
                <dd>{formatCount(lines)}</dd>
                <dt>{t('Found here')}</dt>
                <dd>{formatCount(matched)}</dd>
                <dt>{t('Of replies, passed over')}</dt>
                <dd>{formatCount(passed_over)}</dd>
                <dt>{t('Billed')}</dt>
                <dd>{formatSums(totals)}</dd>
              </dl>
              {kind === null ? (
                <Empty title={t('Every line is as it should be')}>
                  {t('What was billed was sent, in these parts and at this price.')}
                </Empty>
              ) : (
                <>
                  <NativeSelect
                    label={t('Differences')}
                    value={kind}
                    data={found.map((one) => ({
                      value: one,
                      label: `${t(kindWords[one])} (${formatCount(differences[one])})`,
                    }))}
                    onChange={(event) => setChosen(event.currentTarget.value as Kind)}
                  />
                  <PagedListing
                    query={pages('/v1/invoices/{id}/differences', { path: { id }, query: { kind } })}
                    what={t('the differences')}
                    caption={t(kindWords[kind])}
                    keyOf={(one) => `${one.line} ${one.message_id} ${one.provider_id}`}
                    columns={[
                      {
                        name: t('Line'),
                        cell: ({ line, number, provider_id }) => (
                          <>
                            {line ?? '–'} {number}
                            <div className="quiet breakable">{provider_id}</div>
                          </>
                        ),
                      },
                      { name: t('They say'), isNumber: true, cell: ({ theirs }) => sayTheirs(theirs) },
                      { name: t('We say'), isNumber: true, cell: ({ ours }) => sayOurs(ours) },
                    ]}
                    empty={
                      <Empty title={t('No difference of this kind')}>
                        {t('Choose another kind of difference above.')}
                      </Empty>
                    }
                  />
                </>
              )}
            </div>
          );
        }}
      </Loaded>
    </SideSheet>
  );
}

const sayTheirs = ({ parts, amount, currency }: Difference['theirs']) =>
  [parts !== null && `${parts} ×`, amount, currency].filter(Boolean).join(' ') || '–';

const sayOurs = ({ parts, least, most }: Difference['ours']) =>
  [parts !== null && `${parts} ×`, least === most ? least : `${least ?? '?'}–${most ?? '?'}`]
    .filter(Boolean)
    .join(' ') || '–';
