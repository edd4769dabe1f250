import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { BodyOf, ItemOf } from '@tidings/sdk';
import { answer, call, refresh, whole } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useMay } from '../../frame/session.ts';
import { t } from '../../ui/language.ts';

type Keyword = ItemOf<'/v1/keywords'>;

/** Asks what a scheme is made of: a program, the keywords that belong to it, and the coupons that thank. */
export function useNewScheme() {
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const programs = useQuery({ ...answer('/v1/programs'), enabled: mayWrite });
  const keywords = useQuery({ ...answer('/v1/keywords'), enabled: mayWrite });
  const coupons = useQuery({ ...whole('/v1/coupon-pools'), enabled: mayWrite });
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
      done: () => void refresh(client, '/v1/referral-schemes'),
    });
  return { dialog, make, isLoading: programs.isLoading || keywords.isLoading || coupons.isLoading };
}
