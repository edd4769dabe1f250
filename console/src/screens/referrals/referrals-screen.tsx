import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { call, pages, refresh } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMay } from '../../frame/session.ts';
import { useAct } from '../../frame/use-act.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { SideSheet } from '../../ui/side-sheet.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { Friends } from './friends.tsx';
import { useNewScheme } from './use-new-scheme.ts';

type Scheme = ItemOf<'/v1/referral-schemes'>;

const route = getRouteApi('/_shell/content/referrals');

/** Schemes by which people hand on codes and are thanked with coupons. */
export function ReferralsScreen() {
  const { peek } = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const { dialog, make, isLoading } = useNewScheme();
  const [failed, act] = useAct();
  const turn = async ({ id, state }: Scheme) => {
    await call('/v1/referral-schemes/{id}/state', 'put', {
      path: { id },
      body: { state: state === 'on' ? 'off' : 'on' },
    });
    void refresh(client, '/v1/referral-schemes');
  };
  return (
    <Page
      title={t('Referrals')}
      lead={t('People hand on a code; friends who text it join by themselves, and coupons thank for it.')}
      actions={
        <ActionBar
          actions={[
            {
              name: t('New referral scheme'),
              run: make,
              isPrimary: true,
              isBusy: isLoading,
              needs: 'campaigns.write',
            },
          ]}
        />
      }
    >
      {dialog}
      {failed}
      <PagedListing
        query={pages('/v1/referral-schemes')}
        what={t('the referral schemes')}
        caption={t('Referral schemes, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ name, reward_pools }) => (
              <>
                <strong className="breakable">{name}</strong>
                <div className="quiet breakable">{reward_pools.join(', ')}</div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state }) => (
              <StateBadge tone={state === 'on' ? 'good' : 'quiet'}>
                {state === 'on' ? t('On') : t('Off')}
              </StateBadge>
            ),
          },
          { name: t('Codes'), isNumber: true, cell: ({ counts }) => formatCount(counts.codes) },
          { name: t('Waiting'), isNumber: true, cell: ({ counts }) => formatCount(counts.waiting) },
          { name: t('Rewarded'), isNumber: true, cell: ({ counts }) => formatCount(counts.rewarded) },
          { name: t('Refused'), isNumber: true, cell: ({ counts }) => formatCount(counts.refused) },
          {
            name: t('Actions'),
            cell: (scheme) => (
              <MoreActions
                label={t('Actions of {name}', { name: scheme.name })}
                actions={[
                  {
                    name: t('Show the friends'),
                    run: () => void navigate({ search: { peek: scheme.id } }),
                  },
                  ...(mayWrite
                    ? [
                        {
                          name: scheme.state === 'on' ? t('Switch it off') : t('Switch it on'),
                          run: () => act(scheme.name, () => turn(scheme)),
                        },
                      ]
                    : []),
                ]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No referral scheme yet')}>
            {t('It takes a program, a keyword by which friends join, and coupons.')}
          </Empty>
        }
      />
      <SideSheet
        title={t('Friends')}
        isOpen={peek !== undefined}
        onClose={() => void navigate({ search: {} })}
      >
        {peek !== undefined && <Friends schemeId={peek} />}
      </SideSheet>
    </Page>
  );
}
