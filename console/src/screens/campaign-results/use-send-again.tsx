import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { BodyOf } from '@tidings/sdk';
import type { ReactNode } from 'react';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import type { Results } from './results.ts';

type Body = BodyOf<'/v1/campaigns/{id}/send-again', 'post'>;

/** A draft to exactly those people; nothing is sent by it. */
export function useSendAgain({ campaign, figures }: Results): [ReactNode, () => void] {
  const client = useQueryClient();
  const navigate = useNavigate();
  const [dialog, ask] = useAsk();
  const silent = (did: number) => formatCount(Math.max(0, figures.reached - did));
  const open = () =>
    ask({
      title: t('Send it again'),
      lead: t(
        'Writes a draft to them; nothing is sent by it. They are asked for anew when it is checked and launched: whoever got it meanwhile is left out.',
      ),
      fields: [
        {
          ...{ name: 'to', label: t('To whom'), kind: 'choice' },
          choices: [
            {
              value: 'failed',
              label: t('Whom it did not reach ({n} now)', { n: formatCount(figures.failed) }),
            },
            {
              value: 'not_clicked',
              label: t('Who got it and did not click ({n} now)', { n: silent(figures.clicks.people) }),
            },
            {
              value: 'not_replied',
              label: t('Who got it and did not reply ({n} now)', { n: silent(figures.repliers) }),
            },
          ],
          help: t('Whoever wants no clicks kept counts as not having clicked.'),
        },
      ],
      submit: t('Write the draft'),
      send: (body: Body) =>
        call('/v1/campaigns/{id}/send-again', 'post', { path: { id: campaign.id }, body }),
      done: ({ id }) => {
        void refresh(client, 'campaigns', '/v1/campaigns', '/v1/segments');
        void navigate({ to: '/campaigns/$campaignId/edit', params: { campaignId: id } });
      },
    });
  return [dialog, open];
}
