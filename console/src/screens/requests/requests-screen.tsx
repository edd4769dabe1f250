import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { requestKinds } from '../../frame/request-words.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge, type Tone } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { useRequestActs } from './use-request-acts.ts';

type DataRequest = ItemOf<'/v1/data-requests'>;

/** What people ask about their data, due by law: taken down, verified, done. */
export function RequestsScreen() {
  const { country, time_zone } = useMe().workspace;
  const mayWrite = useMay('requests.write');
  const { dialog, open, actionsOf } = useRequestActs();
  return (
    <Page
      title={t('Data requests')}
      lead={t('To see, correct, carry away or erase their data, or to be left alone: due by law.')}
      actions={
        <ActionBar
          actions={[{ name: t('Take a request down'), run: open, isPrimary: true, needs: 'requests.open' }]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/data-requests')}
        what={t('the requests')}
        caption={t('Requests, those due first on top')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('What they want'),
            cell: ({ kind, number }) => (
              <>
                <strong>{requestKinds().find(({ value }) => value === kind)?.label ?? kind}</strong>
                <div className="quiet numbers">{formatNumber(number, country)}</div>
              </>
            ),
          },
          { name: t('State'), cell: ({ status }) => <RequestState status={status} /> },
          {
            name: t('Due'),
            cell: ({ due_at, is_overdue }) => (
              <>
                {formatMoment(due_at, time_zone)}{' '}
                {is_overdue && <StateBadge tone="bad">{t('Overdue')}</StateBadge>}
              </>
            ),
          },
          {
            name: t('Law'),
            cell: ({ law }) => (law === 'us_state' ? t('Law of a state') : law.toUpperCase()),
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (request: DataRequest) => {
                    const actions = actionsOf(request);
                    return actions.length === 0 ? null : (
                      <MoreActions label={t('Actions of the request')} actions={actions} />
                    );
                  },
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('Nobody has asked for anything')}>
            {t('What people ask on their own page appears here by itself.')}
          </Empty>
        }
      />
    </Page>
  );
}

function RequestState({ status }: { status: string }) {
  const words: Record<string, [string, Tone]> = {
    received: [t('Taken down'), 'warn'],
    verified: [t('Verified'), 'calm'],
    held: [t('Held'), 'warn'],
    erasing: [t('Being erased'), 'calm'],
    done: [t('Done'), 'good'],
    refused: [t('Refused'), 'quiet'],
  };
  const [word, tone] = words[status] ?? [status, 'quiet'];
  return <StateBadge tone={tone}>{word}</StateBadge>;
}
