import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { AnswerOf } from '@tidings/sdk';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay } from '../../frame/session.ts';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Empty } from '../../ui/states.tsx';
import { EffectPanel } from './effect-panel.tsx';
import { PlanForm } from './plan-form.tsx';
import { Standing } from './standing.tsx';

const route = getRouteApi('/_shell/campaigns/$campaignId/experiment');
type Campaign = AnswerOf<'/v1/campaigns/{id}', 'get'>;

/** Several variants on parts of the people, and what is known of them: planned here, started here, decided here. */
export function ExperimentScreen() {
  const { campaignId } = route.useParams();
  const query = useQuery(answer('/v1/campaigns/{id}', { path: { id: campaignId } }));
  return (
    <Loaded query={query} what={t('the campaign')} isWholePage>
      {(campaign) => (
        <Page
          title={t('Variants: {name}', { name: campaign.name })}
          badge={<CampaignState status={campaign.status} />}
          lead={t('Which words bring more? A part of the people gets each, and the best goes to the rest.')}
          back={
            <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
              {t('To the campaign')}
            </Link>
          }
        >
          <Whole campaign={campaign} />
        </Page>
      )}
    </Loaded>
  );
}

function Whole({ campaign }: { campaign: Campaign }) {
  const mayWrite = useMay('campaigns.write');
  const query = useQuery({
    ...answer('/v1/campaigns/{id}/plans', { path: { id: campaign.id } }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.experiment?.state) ? 10_000 : false),
  });
  return (
    <Loaded query={query} what={t('the experiment')}>
      {({ experiment }) => {
        if (experiment && experiment.state !== 'draft')
          return (
            <>
              <Standing experiment={experiment} />
              <EffectPanel id={campaign.id} />
            </>
          );
        if (!mayWrite)
          return <Empty title={t('No variants are planned')}>{t('Your role may not plan any.')}</Empty>;
        return <PlanForm key={experiment ? 'planned' : 'new'} campaign={campaign} experiment={experiment} />;
      }}
    </Loaded>
  );
}

const isUnderWay = (state: string | undefined) => state === 'running' || state === 'deciding';
