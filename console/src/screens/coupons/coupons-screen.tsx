import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { LookUp } from './look-up.tsx';
import { Tills } from './tills.tsx';

/** Pools of codes, each of which one person gets in a text; and what is known of one that somebody holds up. */
export function CouponsScreen() {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const add = () =>
    ask({
      title: t('New coupons'),
      lead: t('Codes are added afterwards: your own from a file, or drawn ones.'),
      fields: [
        {
          name: 'name',
          label: t('Name in texts'),
          help: t('Small letters, digits and _; it never changes. {example} is filled in for each person.', {
            example: '{{ coupon.spring }}',
          }),
          placeholder: 'spring',
        },
        { name: 'label', label: t('What it is for'), isRequired: false },
        {
          name: 'ends_at',
          label: t('Ends'),
          kind: 'moment',
          isRequired: false,
          help: t('From then on no text with one of its codes leaves, and none is redeemed.'),
        },
      ],
      submit: t('Make the pool'),
      send: (body) => call('/v1/coupon-pools', 'post', { body }),
      done: () => void refresh(client, '/v1/coupon-pools'),
    });
  return (
    <Page
      title={t('Coupons')}
      lead={t('Codes of which everybody who is texted gets one that nobody else has.')}
      actions={
        <ActionBar
          actions={[{ name: t('New coupons'), run: add, isPrimary: true, needs: 'campaigns.write' }]}
        />
      }
    >
      {dialog}
      <LookUp />
      <PagedListing
        query={pages('/v1/coupon-pools')}
        what={t('the coupons')}
        caption={t('Coupons, latest first')}
        keyOf={({ id }) => id}
        columns={[
          {
            name: t('Name'),
            cell: ({ id, name, label, merge_field }) => (
              <>
                <Link to="/content/coupons/$poolId" params={{ poolId: id }} className="breakable">
                  <strong>{label ?? name}</strong>
                </Link>
                <div className="quiet breakable">{merge_field}</div>
              </>
            ),
          },
          {
            name: t('State'),
            cell: ({ state, codes }) =>
              state === 'off' ? (
                <StateBadge tone="quiet">{t('Off')}</StateBadge>
              ) : codes.left === 0 ? (
                <StateBadge tone="warn">{t('No codes left')}</StateBadge>
              ) : (
                <StateBadge tone="good">{t('On')}</StateBadge>
              ),
          },
          { name: t('Ends'), cell: ({ ends_at }) => (ends_at ? formatMoment(ends_at, zone) : t('Never')) },
          { name: t('Codes'), isNumber: true, cell: ({ codes }) => formatCount(codes.all) },
          { name: t('Given'), isNumber: true, cell: ({ codes }) => formatCount(codes.given) },
          { name: t('Still there'), isNumber: true, cell: ({ codes }) => formatCount(codes.left) },
          { name: t('Redeemed'), isNumber: true, cell: ({ codes }) => formatCount(codes.redeemed) },
        ]}
        empty={
          <Empty title={t('No coupons yet')}>
            {t(
              'Make a pool, add codes, and write its name into a campaign: each person gets one of their own.',
            )}
          </Empty>
        }
      />
      <Tills />
    </Page>
  );
}
