import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Campaign } from '../../frame/api.ts';
import { answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { reportQuery } from '../../frame/queries.ts';
import { useMe } from '../../frame/session.ts';
import { CampaignState } from '../../ui/campaign-state.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatShare } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { isWaiting } from '../../ui/progress-parts.ts';
import { formatMoment } from '../../ui/times.ts';
import classes from './home.module.css';

const everyMs = 10_000;
const mostShown = 5;

/** What is being sent, and what was sent last. */
export function SendingNow() {
  const ofStage = (stage: 'on_their_way' | 'over') =>
    answer('/v1/campaigns', { query: { stage, limit: mostShown } });
  const open = useQuery({ ...ofStage('on_their_way'), refetchInterval: everyMs });
  const past = useQuery({ ...ofStage('over'), refetchInterval: everyMs });
  return (
    <Panel title={t('Campaigns on their way')} aside={<Link to="/campaigns">{t('All campaigns')}</Link>}>
      <Loaded query={open} what={t('the campaigns')}>
        {({ data: going }) => (
          <Loaded query={past} what={t('the campaigns')}>
            {({ data: over }) => <Campaigns going={going} over={over} />}
          </Loaded>
        )}
      </Loaded>
    </Panel>
  );
}

function Campaigns({ going, over }: { going: readonly Campaign[]; over: readonly Campaign[] }) {
  if (going.length + over.length === 0) return <Text c="dimmed">{t('No campaign has been sent yet.')}</Text>;
  const last = over.slice(0, mostShown - going.length);
  return (
    <>
      {going.length === 0 && <Text c="dimmed">{t('Nothing is on its way.')}</Text>}
      <ul className={classes.items}>
        {going.map((campaign) => (
          <OnItsWay key={campaign.id} campaign={campaign} />
        ))}
      </ul>
      {last.length > 0 && (
        <>
          <h3 className={classes.past}>{t('Sent before')}</h3>
          <ul className={classes.items}>
            {last.map((campaign) => (
              <Past key={campaign.id} campaign={campaign} />
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Name({ campaign }: { campaign: Campaign }) {
  return (
    <Link to="/campaigns/$campaignId" params={{ campaignId: campaign.id }}>
      {campaign.name}
    </Link>
  );
}

function OnItsWay({ campaign }: { campaign: Campaign }) {
  const { data } = useQuery({ ...reportQuery(campaign.id), refetchInterval: everyMs });
  const all = campaign.will_receive ?? 0;
  const done = data ? Math.max(0, all - data.progress.queued - data.progress.held) : 0;
  return (
    <li className={classes.item}>
      <Name campaign={campaign} />
      <CampaignState status={campaign.status} isWaiting={data !== undefined && isWaiting(data.progress)} />
      <span className="numbers">
        {t('{done} of {all} ({share})', {
          done: formatCount(done),
          all: formatCount(all),
          share: formatShare(done, all),
        })}
      </span>
      <span className={classes.bar} aria-hidden="true">
        <span style={{ inlineSize: `${all === 0 ? 0 : (done / all) * 100}%` }} />
      </span>
    </li>
  );
}

function Past({ campaign }: { campaign: Campaign }) {
  const zone = useMe().workspace.time_zone;
  return (
    <li className={classes.item}>
      <Name campaign={campaign} />
      <CampaignState status={campaign.status} />
      <span className="numbers">
        {formatMoment(campaign.finished_at ?? campaign.launched_at ?? '', zone)}
      </span>
    </li>
  );
}
