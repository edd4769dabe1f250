import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import type { BodyOf, ItemOf } from '@tidings/sdk';
import { ActionBar, MoreActions } from '../../frame/actions.tsx';
import { answer, call, pages, refresh, whole } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
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

type Scheme = ItemOf<'/v1/referral-schemes'>;
type Keyword = ItemOf<'/v1/keywords'>;

const route = getRouteApi('/_shell/content/referrals');

/** Schemes by which people hand on codes and are thanked with coupons. */
export function ReferralsScreen() {
  const { peek } = route.useSearch();
  const navigate = route.useNavigate();
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const [failed, act] = useAct();
  const programs = useQuery({ ...answer('/v1/programs'), enabled: mayWrite });
  const keywords = useQuery({ ...answer('/v1/keywords'), enabled: mayWrite });
  const coupons = useQuery({ ...whole('/v1/coupon-pools'), enabled: mayWrite });
  const done = () => void refresh(client, '/v1/referral-schemes');
  const wordsOf = (isMeant: (keyword: Keyword) => boolean) =>
    (keywords.data?.data ?? [])
      .filter(isMeant)
      .map(({ id, words }) => ({ value: id, label: words.join(', ') }));
  const make = () =>
    ask({
      title: t('New referral scheme'),
      lead: t('No friend is texted by somebody else’s word: they text the code themselves.'),
      fields: [
        { name: 'name', label: t('Name') },
        {
          ...{ name: 'program_id', label: t('Program'), kind: 'choice' },
          choices: (programs.data?.data ?? [])
            .filter(({ purpose }) => purpose === 'marketing')
            .map(({ id, name }) => ({ value: id, label: name })),
        },
        {
          ...{ name: 'join_keyword_id', label: t('Keyword that friends send with the code'), kind: 'choice' },
          choices: wordsOf(({ kind, may_go_on }) => kind === 'join' && may_go_on),
          mustChoose: true,
          help: t('One by which people join, and after which more may stand.'),
        },
        {
          ...{ name: 'ask_keyword_id', label: t('Keyword that asks for one’s code'), kind: 'choice' },
          ...{ isRequired: false, choices: wordsOf(({ kind }) => kind === 'reply') },
        },
        {
          ...{ name: 'reward_pools', label: t('Coupons'), kind: 'many' },
          choices: (coupons.data?.data ?? []).map(({ name, label }) => ({
            value: name,
            label: label ? `${name}: ${label}` : name,
          })),
          placeholder: t('Make a pool of coupons first.'),
          help: t(
            'The first friend brings a code of the first pool, the second one of the second, and so on.',
          ),
        },
        {
          ...{ name: 'reward_body', label: t('Text of thanks'), kind: 'long', rows: 3 },
          help: t('With {{ coupon }} for the code.'),
        },
      ],
      submit: t('Make the scheme'),
      send: (body: BodyOf<'/v1/referral-schemes', 'post'>) => call('/v1/referral-schemes', 'post', { body }),
      done,
    });
  const turn = async ({ id, state }: Scheme) => {
    await call('/v1/referral-schemes/{id}/state', 'put', {
      path: { id },
      body: { state: state === 'on' ? 'off' : 'on' },
    });
    done();
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
              isBusy: programs.isLoading || keywords.isLoading || coupons.isLoading,
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
