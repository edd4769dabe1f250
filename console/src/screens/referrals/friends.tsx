import { pages } from '../../frame/call.ts';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { later, t } from '../../ui/language.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

/** Who came by whose code, and what came of it. */
export function Friends({ schemeId }: { schemeId: string }) {
  const { country, time_zone } = useMe().workspace;
  const words = { waiting: t('Waiting'), rewarded: t('Rewarded'), refused: t('Refused') };
  return (
    <PagedListing
      query={pages('/v1/referral-schemes/{id}/referrals', { path: { id: schemeId } })}
      what={t('the friends')}
      caption={t('Friends, latest first')}
      keyOf={({ id }) => id}
      columns={[
        { name: t('Friend'), cell: ({ friend_number: number }) => formatNumber(number, country) },
        { name: t('Code'), cell: ({ code }) => code },
        {
          name: t('State'),
          cell: ({ state, reason }) => (
            <>
              {words[state]}
              {reason && <div className="quiet">{t(reasons[reason] ?? reason)}</div>}
            </>
          ),
        },
        { name: t('When'), cell: ({ written_at }) => formatMoment(written_at, time_zone) },
      ]}
      empty={
        <Empty title={t('Nobody has come by a code yet')}>
          {t('Whoever texts the keyword with the code of somebody stands here.')}
        </Empty>
      }
    />
  );
}

const reasons: Record<string, string> = {
  own_code: later('their own code'),
  joined_already: later('was in already'),
  not_joined: later('has not joined'),
  all_rewards_had: later('all rewards are had'),
  no_coupons: later('no coupon is left'),
};
