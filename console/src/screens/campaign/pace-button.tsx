import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import type { CampaignReport } from '../../frame/api.ts';
import { call } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { reportQuery } from '../../frame/queries.ts';
import { useToast } from '../../frame/toasts.tsx';
import { t } from '../../ui/language.ts';
import { paceToOffer } from './pace-to-offer.ts';

/** Slower, or faster again, while it sends: it holds within a second, and nobody is left out by it. */
export function PaceButton({ report }: { report: CampaignReport }) {
  const client = useQueryClient();
  const say = useToast();
  const [dialog, ask] = useAsk();
  const { campaign, pace, progress } = report;
  const isSlowed = pace.level === 'campaign';
  const change = () =>
    ask({
      title: isSlowed ? t('How fast may it go?') : t('Slow it down?'),
      lead: t('Now: {pace}. It holds within a second. Whoever waits is not left out.', {
        pace: pace.sentence,
      }),
      fields: [
        {
          ...{ name: 'parts_per_second', label: t('Parts a second, at most'), kind: 'number' },
          ...{ isRequired: false, whenEmpty: null },
          initial: paceToOffer(pace, progress),
          help: t('0.5 is one in two seconds. Empty: as fast as its number and its gateway may.'),
        },
      ],
      submit: t('Set the pace'),
      send: (body: { parts_per_second: number | null }) =>
        call('/v1/campaigns/{id}/pace', 'put', { path: { id: campaign.id }, body }),
      done: () => {
        say(t('Saved'));
        void client.invalidateQueries({ queryKey: reportQuery(campaign.id).queryKey });
      },
    });
  return (
    <>
      {dialog}
      <Button variant="default" onClick={change}>
        {isSlowed ? t('Pace …') : t('Slow down …')}
      </Button>
    </>
  );
}
