import { useQueryClient } from '@tanstack/react-query';
import type { ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { WholeListing } from '../../frame/listing.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';

type LegalHold = ItemOf<'/v1/legal-holds'>;

/** Whose record is kept from being erased because a court or a lawyer wants it. */
export function LegalHoldsScreen() {
  const { country, time_zone } = useMe().workspace;
  const mayWrite = useMay('requests.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const done = () => void refresh(client, '/v1/legal-holds', '/v1/data-requests');
  const place = () =>
    ask({
      title: t('Place a legal hold'),
      lead: t('Nothing on file about the number is erased while it stands, by request or by age.'),
      fields: [
        { name: 'number', label: t('Number') },
        { name: 'reason', label: t('Who wants it kept, and why'), kind: 'long', rows: 3 },
      ],
      submit: t('Place it'),
      send: (body) => call('/v1/legal-holds', 'post', { body }),
      done,
    });
  const lift = ({ id, number }: LegalHold) =>
    ask({
      title: t('Lift the legal hold?'),
      lead: t('An erasure that waited for it is done at once, and cannot be taken back.'),
      fields: [],
      submit: t('Lift it'),
      isDanger: true,
      typeName: number,
      send: () => call('/v1/legal-holds/{id}/lift', 'post', { path: { id } }),
      done,
    });
  return (
    <Page
      title={t('Legal holds')}
      term="legal_hold"
      lead={t('Whose record is kept from being erased, and why.')}
      actions={
        <ActionBar
          actions={[{ name: t('Place a legal hold'), run: place, isPrimary: true, needs: 'requests.write' }]}
        />
      }
    >
      {dialog}
      <WholeListing
        query={answer('/v1/legal-holds')}
        what={t('the legal holds')}
        caption={t('Legal holds, those that stand first')}
        keyOf={({ id }) => id}
        columns={[
          { name: t('Number'), cell: ({ number }) => formatNumber(number, country) },
          { name: t('Reason'), cell: ({ reason }) => <span className="breakable">{reason}</span> },
          {
            name: t('State'),
            cell: ({ lifted_at }) => (
              <StateBadge tone={lifted_at ? 'quiet' : 'warn'}>
                {lifted_at ? t('Lifted') : t('Stands')}
              </StateBadge>
            ),
          },
          {
            name: t('Since'),
            cell: ({ placed_at, lifted_at }) => (
              <>
                {formatMoment(placed_at, time_zone)}
                {lifted_at && (
                  <div className="quiet">
                    {t('until {when}', { when: formatMoment(lifted_at, time_zone) })}
                  </div>
                )}
              </>
            ),
          },
          ...(mayWrite
            ? [
                {
                  name: t('Actions'),
                  cell: (hold: LegalHold) =>
                    hold.lifted_at ? null : (
                      <MoreActions
                        label={t('Actions of {name}', { name: hold.number })}
                        actions={[{ name: t('Lift it …'), run: () => lift(hold) }]}
                      />
                    ),
                },
              ]
            : []),
        ]}
        empty={
          <Empty title={t('No legal hold stands')}>
            {t('When a dispute begins, the record of a number is kept from here on.')}
          </Empty>
        }
      />
    </Page>
  );
}
