import { Alert } from '@mantine/core';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ActionBar } from '../../frame/actions.tsx';
import type { CampaignReport } from '../../frame/api.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { useLiveReport } from '../../frame/use-live-report.ts';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { later, t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { isWaiting } from '../../ui/progress-parts.ts';
import { AnswersPanel } from './answers-panel.tsx';
import classes from './campaign.module.css';
import { CampaignMoves } from './campaign-moves.tsx';
import { CampaignShape } from './campaign-shape.tsx';
import { FailuresPanel } from './failures-panel.tsx';
import { HeldPanel } from './held-panel.tsx';
import { KeptBack } from './kept-back.tsx';
import { LanesPanel } from './lanes-panel.tsx';
import { LinkNote } from './link-note.tsx';
import { PaceButton } from './pace-button.tsx';
import { PeopleDrawer } from './people-drawer.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { RepliesPanel } from './replies-panel.tsx';
import { leadsExperiment, stateSentence } from './state-sentence.ts';
import { TextPanel } from './text-panel.tsx';
import { WaterfallPanel } from './waterfall-panel.tsx';

const route = getRouteApi('/_shell/campaigns/$campaignId');

/** What became of everybody: live while it sends, and the record of it for good. */
export function CampaignScreen() {
  const { campaignId } = route.useParams();
  const { query, link } = useLiveReport(campaignId);
  return (
    <Loaded
      query={{ ...query, isRefetchError: false }}
      what={t('the campaign')}
      shape={<CampaignShape />}
      isWholePage
    >
      {(report) => (
        <Report
          report={report}
          note={<LinkNote link={link} updatedAt={query.dataUpdatedAt} hasFailed={query.isRefetchError} />}
        />
      )}
    </Loaded>
  );
}

function Report({ report, note }: { report: CampaignReport; note: ReactNode }) {
  const { workspace, is_rehearsal } = useMe();
  const zone = workspace.time_zone;
  const canForward = useMay('rehearsal.use') && is_rehearsal;
  const mayMove = useMay('campaigns.launch');
  const mayRead = useMay('messages.read');
  const { campaign, progress } = report;
  const isLaunched = campaign.launched_at !== null;
  const isLive = campaign.status === 'sending';
  // Of an experiment: what leads it is where its variants are compared.
  const isLeader = leadsExperiment(campaign);
  const leader = campaign.experiment_id ?? (isLeader ? campaign.id : null);
  const waiting = isLeader ? null : progress.queued + progress.held;
  const pace = isLeader ? null : <PaceButton report={report} />;
  const isAllWaiting = isLive && isWaiting(progress);
  const moves = mayMove && (
    <CampaignMoves campaign={campaign} waiting={waiting} isWaiting={isAllWaiting} pace={pace} />
  );
  const held = report.held.length > 0 && (
    <HeldPanel held={report.held} clock={report.clock} zone={zone} canForward={canForward} />
  );
  return (
    <Page
      title={campaign.name}
      badge={<CampaignState status={campaign.status} isWaiting={isWaiting(progress)} />}
      lead={
        <p className={`${classes.lead} numbers`}>
          {stateSentence(report, zone)} {note}
        </p>
      }
      back={<Link to="/campaigns">{t('All campaigns')}</Link>}
      actions={
        isLaunched ? (
          <>
            <ActionBar
              actions={[
                { name: t('Results'), to: `/campaigns/${campaign.id}/results` },
                ...(leader === null ? [] : [{ name: t('Variants'), to: `/campaigns/${leader}/experiment` }]),
              ]}
            />
            {moves}
          </>
        ) : isLeader ? (
          <>
            <ActionBar actions={[{ name: t('Variants'), to: `/campaigns/${campaign.id}/experiment` }]} />
            {moves}
          </>
        ) : (
          <ActionBar
            actions={[
              { name: t('Edit'), to: `/campaigns/${campaign.id}/edit`, keys: 'e', needs: 'campaigns.write' },
              ...(leader === null ? [] : [{ name: t('Variants'), to: `/campaigns/${leader}/experiment` }]),
              { name: t('Review and send'), to: `/campaigns/${campaign.id}/review`, isPrimary: true },
            ]}
          />
        )
      }
    >
      <KeptBack campaign={campaign} />
      <CarrierTrouble gateway={report.gateway} />
      <div className={classes.columns}>
        <div className={classes.column}>
          {/* While all of them wait, until when and how not to is what the page is for. */}
          {isAllWaiting && held}
          {isLaunched && <ProgressPanel progress={progress} pace={report.pace.sentence} />}
          {isLaunched && <LanesPanel campaignId={campaign.id} progress={progress} isLive={isLive} />}
          <WaterfallPanel report={report} />
        </div>
        <div className={classes.column}>
          {isLaunched && <AnswersPanel progress={progress} />}
          {isLaunched && mayRead && (
            <RepliesPanel campaignId={campaign.id} progress={progress} isLive={isLive} />
          )}
          {!isAllWaiting && held}
          {isLaunched && <FailuresPanel failures={report.failures} />}
          <TextPanel campaign={campaign} />
        </div>
      </div>
      <PeopleDrawer report={report} />
    </Page>
  );
}

const troubles = {
  unreachable: later('The carrier cannot be reached'),
  misconfigured: later('The carrier refuses our account'),
  no_funds: later('The carrier account has no funds'),
} as const;

function CarrierTrouble({ gateway }: Pick<CampaignReport, 'gateway'>) {
  if (gateway.state === 'ok') return null;
  return (
    <Alert color="red" variant="light" title={t(troubles[gateway.state])} role="alert">
      {gateway.state_detail ? `${gateway.state_detail} ` : ''}
      {t('Texts that wait are kept and go out by themselves once this is mended.')}
    </Alert>
  );
}
