import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { ActionBar } from '../../frame/actions.tsx';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMe } from '../../frame/session.ts';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { t, tn } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { hasPeople } from '../../ui/waterfall.ts';
import { WaterfallPicture, waterfallRowClass } from '../../ui/waterfall-picture.tsx';
import { ApprovalPanel } from './approval-panel.tsx';
import { BriefPanel } from './brief-panel.tsx';
import { CostPanel } from './cost-panel.tsx';
import { type FlightCheck, hasText, linesToText, whyUnwritten } from './flight-check.ts';
import { GuardPanel } from './guard-panel.tsx';
import { HoursPanel } from './hours-panel.tsx';
import { LanguagesPanel } from './languages-panel.tsx';
import { LaunchPanel } from './launch-panel.tsx';
import { ReasonsPanel } from './reasons-panel.tsx';
import { SamplesPanel } from './samples-panel.tsx';
import { SchedulePanel } from './schedule-panel.tsx';
import { SeriesPanel } from './series-panel.tsx';
import { SimulationPanel } from './simulation-panel.tsx';

const route = getRouteApi('/_shell/campaigns/$campaignId/review');

/** Everything that a launch would meet, on one page, and the button that launches. */
export function ReviewScreen() {
  const { campaignId } = route.useParams();
  const query = useQuery(answer('/v1/campaigns/{id}/check', { path: { id: campaignId } }));
  return (
    <Loaded query={query} what={t('the flight check')} isWholePage>
      {(check) => <Review check={check} />}
    </Loaded>
  );
}

function Review({ check }: { check: FlightCheck }) {
  const { campaign } = check;
  const zone = useMe().workspace.time_zone;
  return (
    <Page
      title={t('Review: {name}', { name: campaign.name })}
      badge={<CampaignState status={campaign.status} />}
      back={
        <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
          {t('To the campaign')}
        </Link>
      }
      actions={
        <ActionBar
          actions={[
            {
              name: t('Edit'),
              to: `/campaigns/${campaign.id}/edit`,
              keys: 'e',
              needs: 'campaigns.write',
            },
            { name: t('Try variants'), to: `/campaigns/${campaign.id}/experiment` },
            { name: t('What is new in it'), to: `/campaigns/${campaign.id}/approval` },
          ]}
        />
      }
    >
      <div className="two-columns">
        <div className="stack">
          <ReasonsPanel check={check} />
          <Panel title={t('Who gets it, and who does not')} term="waterfall" aside={t('As it stands now')}>
            {hasText(check) ? <Receivers check={check} /> : <NoText mayBeTexted={check.will_receive} />}
          </Panel>
          {hasText(check) && <HoursPanel check={check} zone={zone} />}
          <SamplesPanel check={check} />
          <LanguagesPanel check={check} />
        </div>
        <div className="stack">
          <LaunchPanel check={check} />
          <PlanPanels check={check} />
          <ApprovalPanel campaignId={campaign.id} />
          <CostPanel check={check} zone={zone} />
          <SimulationPanel campaignId={campaign.id} isRunnable={campaign.status === 'checked'} />
        </div>
      </div>
    </Page>
  );
}

function Receivers({ check }: { check: FlightCheck }) {
  return (
    <>
      <WaterfallPicture
        lines={linesToText(check)}
        canOpen={hasPeople}
        openLine={({ line }, content) => (
          <Link
            to="/campaigns/$campaignId"
            params={{ campaignId: check.campaign.id }}
            search={{ line }}
            className={waterfallRowClass}
          >
            {content}
          </Link>
        )}
      />
      {whyUnwritten(check).map((sentence) => (
        <Text key={sentence} size="sm" mt="xs">
          {sentence}
        </Text>
      ))}
    </>
  );
}

/** Numbers of receivers would contradict what stands above them. */
function NoText({ mayBeTexted }: { mayBeTexted: number }) {
  return (
    <Text>
      {t('Nobody yet: no text can be written before what the flight check found is mended.')}{' '}
      {tn(mayBeTexted, '{n} person may be texted then.', '{n} people may be texted then.')}
    </Text>
  );
}

/** When it goes, whether it comes again, what stops it by itself, and what it is meant for. */
function PlanPanels({ check }: { check: FlightCheck }) {
  const { id } = check.campaign;
  const query = useQuery(answer('/v1/campaigns/{id}/plans', { path: { id } }));
  return (
    <Loaded query={query} what={t('the plans')}>
      {(plans) => (
        <>
          <SchedulePanel check={check} plans={plans} />
          <SeriesPanel check={check} plans={plans} />
          <GuardPanel id={id} plans={plans} />
          <BriefPanel id={id} brief={plans.brief} />
        </>
      )}
    </Loaded>
  );
}
