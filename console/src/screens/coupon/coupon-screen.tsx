import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { ActionBar } from '../../frame/actions.tsx';
import { answer, call, pages, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { PagedListing } from '../../frame/listing.tsx';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { Copy } from '../../ui/copy.tsx';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { Empty } from '../../ui/states.tsx';
import { formatMoment } from '../../ui/times.ts';
import { AddFile } from './add-file.tsx';

const route = getRouteApi('/_shell/content/coupons/$poolId');
type Pool = AnswerOf<'/v1/coupon-pools/{id}', 'get'>;

/** One pool: how many codes there are and were given, who has which, and more of them from a file or by lot. */
export function CouponScreen() {
  const { poolId } = route.useParams();
  const query = useQuery(answer('/v1/coupon-pools/{id}', { path: { id: poolId } }));
  return (
    <Loaded query={query} what={t('the coupons')} isWholePage>
      {(pool) => <PoolPage pool={pool} />}
    </Loaded>
  );
}

function PoolPage({ pool }: { pool: Pool }) {
  const zone = useMe().workspace.time_zone;
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const path = { id: pool.id };
  const done = () => void refresh(client, '/v1/coupon-pools');
  const added = (n: number) => {
    say(tn(n, '{n} code was added.', '{n} codes were added.'));
    done();
  };
  const draw = () =>
    ask({
      title: t('Make codes at random'),
      fields: [
        { name: 'generate/count', label: t('How many'), kind: 'number', initial: 1_000 },
        {
          name: 'generate/pattern',
          label: t('How they look'),
          initial: `${pool.name.toUpperCase().replaceAll('_', '')}-XXXX-XXXX`,
          help: t('Each X becomes a letter or digit by chance. Letters that are misread are left out.'),
        },
      ],
      submit: t('Make them'),
      send: (body: never) => call('/v1/coupon-pools/{id}/codes', 'post', { path, body }),
      done: ({ added: n }) => added(n),
    });
  const change = () =>
    ask({
      title: t('Change the coupons'),
      lead: t('It holds for texts that are under way as well.'),
      fields: [
        {
          name: 'label',
          label: t('What it is for'),
          initial: pool.label ?? '',
          isRequired: false,
          whenEmpty: null,
        },
        {
          name: 'state',
          label: t('State'),
          kind: 'choice',
          initial: pool.state,
          choices: [
            { value: 'on', label: t('On') },
            { value: 'off', label: t('Off: no text with one of its codes leaves, and none is redeemed') },
          ],
        },
        { name: 'ends_at', label: t('New end'), kind: 'moment', isRequired: false },
      ],
      submit: t('Save'),
      send: (body: never) => call('/v1/coupon-pools/{id}', 'patch', { path, body }),
      done,
    });
  return (
    <Page
      title={pool.label ?? pool.name}
      badge={
        pool.state === 'on' ? (
          <StateBadge tone="good">{t('On')}</StateBadge>
        ) : (
          <StateBadge tone="quiet">{t('Off')}</StateBadge>
        )
      }
      lead={
        pool.ends_at
          ? t('Ends {when}', { when: formatMoment(pool.ends_at, zone) })
          : t('Without an end. In texts: {field}', { field: pool.merge_field })
      }
      back={<Link to="/content/coupons">{t('All coupons')}</Link>}
      actions={
        <ActionBar
          actions={[
            { name: t('Change …'), run: change, needs: 'campaigns.write' },
            { name: t('Make codes …'), run: draw, isPrimary: true, needs: 'campaigns.write' },
          ]}
        />
      }
    >
      {dialog}
      <div className="two-columns">
        <Panel title={t('Codes')}>
          <dl className="facts numbers">
            <dt>{t('In all')}</dt>
            <dd>{formatCount(pool.codes.all)}</dd>
            <dt>{t('Given')}</dt>
            <dd>{formatCount(pool.codes.given)}</dd>
            <dt>{t('Still there')}</dt>
            <dd>{formatCount(pool.codes.left)}</dd>
            <dt>{t('Redeemed')}</dt>
            <dd>{formatCount(pool.codes.redeemed)}</dd>
            <dt>{t('In texts')}</dt>
            <dd>
              <code className="breakable">{pool.merge_field}</code>{' '}
              <Copy value={pool.merge_field} size="compact-xs" />
            </dd>
          </dl>
        </Panel>
        <AddFile poolId={pool.id} onAdded={added} />
      </div>
      <PagedListing
        query={pages('/v1/coupon-pools/{id}/codes', { path })}
        what={t('the codes')}
        caption={t('Codes, in the order in which they are given')}
        keyOf={({ code }) => code}
        columns={[
          { name: t('Code'), cell: ({ code }) => <code className="breakable">{code}</code> },
          { name: t('Given'), cell: ({ given_at }) => (given_at ? formatMoment(given_at, zone) : '–') },
          {
            name: t('To whom'),
            cell: ({ contact_id }) =>
              contact_id ? (
                <Link to="/people/$contactId" params={{ contactId: contact_id }}>
                  {t('The person’s page')}
                </Link>
              ) : (
                '–'
              ),
          },
          {
            name: t('Redeemed'),
            cell: ({ redeemed_at }) => (redeemed_at ? formatMoment(redeemed_at, zone) : '–'),
          },
        ]}
        empty={
          <Empty title={t('No codes yet')}>
            {t('Nobody gets a text without a code: whoever is left over waits until some are added.')}
          </Empty>
        }
      />
    </Page>
  );
}
