import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { useCaseActs } from './use-case-acts.ts';

type Case = ItemOf<'/v1/cases'>;

/** Complaints, threats, inquiries and incidents: by when each is due and who sees to it. */
export function CasesScreen() {
  const zone = useMe().workspace.time_zone;
  const kinds = useQuery({ ...answer('/v1/cases/kinds'), staleTime: Number.POSITIVE_INFINITY });
  const { dialog, open, actionsOf, mayAct } = useCaseActs(kinds.data?.data ?? []);
  return (
    <Page
      title={t('Cases')}
      lead={t('What somebody complains of, threatens with or asks: with its term and what was done.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('Open a case'),
              run: open,
              isPrimary: true,
              isBusy: kinds.isLoading,
              needs: 'desk.write',
            },
          ]}
        />
      }
    >
      {dialog}
      <PagedListing
        query={pages('/v1/cases')}
        what={t('the cases')}
        caption={t('Cases, those due first on top')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Case'),
            cell: ({ title, kind, number }) => (
              <>
                <strong className="breakable">{title}</strong>
                <div className="quiet">
                  {kinds.data?.data.find((one) => one.kind === kind)?.name ?? kind}{' '}
                  {number && (
                    <Link to="/compliance/ledger" search={{ number }}>
                      {number}
                    </Link>
                  )}
                </div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ status }) =>
              status === 'closed' ? (
                <StateBadge tone="quiet">{t('Closed')}</StateBadge>
              ) : (
                <StateBadge tone="warn">{t('Open')}</StateBadge>
              ),
          },
          {
            name: t('Due'),
            cell: ({ due_at, is_overdue }) => (
              <>
                {formatMoment(due_at, zone)}{' '}
                {is_overdue && <StateBadge tone="bad">{t('Overdue')}</StateBadge>}
              </>
            ),
          },
          { name: t('Sees to it'), cell: ({ assigned_to }) => assigned_to?.name ?? '–' },
          ...(mayAct
            ? [
                {
                  name: t('Actions'),
                  cell: (one: Case) => (
                    <MoreActions label={t('Actions of the case')} actions={actionsOf(one)} />
                  ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No case is open')}>{t('A complaint is opened here, with its term by law.')}</Empty>
        }
      />
    </Page>
  );
}
