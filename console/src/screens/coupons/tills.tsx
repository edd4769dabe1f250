import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { Copy } from '../../ui/copy.tsx';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type Till = ItemOf<'/v1/coupon-tills'>;

/** Pages at which staff without an account redeems codes. Only those see the addresses who may redeem anyway. */
export function Tills() {
  const zone = useMe().workspace.time_zone;
  const mayRedeem = useMay('events.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/coupon-tills');
  const open = () =>
    ask({
      title: t('A page for a till'),
      lead: t('Whoever knows its address redeems codes there, without an account. Give it to staff alone.'),
      fields: [{ name: 'name', label: t('Which shop, or whose till') }],
      submit: t('Open the page'),
      send: (body) => call('/v1/coupon-tills', 'post', { body }),
      done,
    });
  const close = ({ id, name }: Till) =>
    ask({
      title: t('Close {name}?', { name }),
      lead: t('Nothing is redeemed at its address any more; another page has another address.'),
      fields: [],
      submit: t('Close the page'),
      isDanger: true,
      send: () => call('/v1/coupon-tills/{id}', 'delete', { path: { id } }),
      done,
    });
  if (!mayRedeem) return null;
  return (
    <Panel
      title={t('Pages for tills')}
      aside={
        <Button variant="default" size="sm" onClick={open}>
          {t('Open a page …')}
        </Button>
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/coupon-tills')}
        what={t('the pages for tills')}
        caption={t('Pages for tills')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Name'), cell: ({ name }) => <span className="breakable">{name}</span> },
          {
            name: t('Address'),
            cell: ({ page }) => (
              <>
                <code className="breakable">{page}</code>{' '}
                <Copy value={new URL(page, window.location.origin).href} size="compact-xs" />
              </>
            ),
          },
          {
            name: t('Coupons'),
            cell: ({ pools }) =>
              pools === null ? t('All of them') : tn(pools.length, '{n} pool', '{n} pools'),
          },
          { name: t('Made'), cell: ({ created_at }) => formatMoment(created_at, zone) },
          {
            name: t('Actions'),
            cell: (till) => (
              <MoreActions
                label={t('Actions of {name}', { name: till.name })}
                actions={[{ name: t('Close …'), run: () => close(till), isDanger: true }]}
              />
            ),
          },
        ]}
        empty={
          <Empty title={t('No pages for tills')}>
            {t(
              'Codes are redeemed here or by your shop’s program. A page lets staff do it without an account.',
            )}
          </Empty>
        }
      />
    </Panel>
  );
}
