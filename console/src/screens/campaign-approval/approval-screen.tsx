import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useActions } from '../../frame/action-store.ts';
import { ApprovalWords } from '../../frame/approval-words.tsx';
import { addressOf, answer } from '../../frame/call.ts';
import { Loaded } from '../../frame/loaded.tsx';
import { useSendingNow } from '../../frame/rehearsal-clock.ts';
import { useMay, useMe } from '../../frame/session.ts';
import { type Approvals, type ApprovalVerdict, useJudging } from '../../frame/use-judging.tsx';
import { Differences } from '../../ui/differences.tsx';
import { t } from '../../ui/language.ts';
import { Page } from '../../ui/page.tsx';
import { Panel } from '../../ui/panel.tsx';
import { formatNumber } from '../../ui/phone-numbers.ts';
import { PhoneScreen } from '../../ui/phone-screen.tsx';
import { formatMoment } from '../../ui/times.ts';
import classes from './approval.module.css';
import { type ApprovalSheet, rowsOf } from './approval-rows.ts';

const route = getRouteApi('/_shell/campaigns/$campaignId/approval');

/** What somebody approves: how it reads, what is new since it was approved last, and what its author says of it. */
export function ApprovalScreen() {
  const { campaignId } = route.useParams();
  const path = { id: campaignId };
  const approvals = useQuery({
    ...answer('/v1/campaigns/{id}/approvals', { path }),
    refetchInterval: 10_000,
  });
  const campaign = useQuery(answer('/v1/campaigns/{id}', { path }));
  return (
    <Loaded query={campaign} what={t('the campaign')} isWholePage>
      {({ name, status }) => (
        <Page
          title={t('Approve: {name}', { name })}
          back={<Link to="/campaigns/approvals">{t('All approvals')}</Link>}
        >
          <Loaded query={approvals} what={t('the approvals')}>
            {(found) => (
              <div className="two-columns">
                <div className="stack">
                  {status === 'checked' || status === 'scheduled' ? (
                    <Sheet id={campaignId} contentSha256={found.content_sha256} />
                  ) : (
                    <Alert variant="light">
                      {t('There is nothing to approve: it is not checked, or it has left.')}
                    </Alert>
                  )}
                </div>
                <div className="stack">
                  <StandingPanel id={campaignId} approvals={found} />
                </div>
              </div>
            )}
          </Loaded>
        </Page>
      )}
    </Loaded>
  );
}

/** Read anew whenever it is another content. */
function Sheet({ id, contentSha256 }: { id: string; contentSha256: string | null }) {
  const asked = answer('/v1/campaigns/{id}/approval-sheet', { path: { id } });
  const sheet = useQuery({ ...asked, queryKey: [...asked.queryKey, contentSha256], retry: false });
  return (
    <Loaded query={sheet} what={t('what is to be approved')}>
      {(shown) => <SheetPanels sheet={shown} />}
    </Loaded>
  );
}

function SheetPanels({ sheet }: { sheet: ApprovalSheet }) {
  const { time_zone: zone, country } = useMe().workspace;
  const { approved, now } = sheet;
  const nowMs = useSendingNow();
  const at = now.starts_at ?? new Date(nowMs).toISOString();
  const rows = rowsOf(sheet, zone);
  return (
    <>
      <Panel
        title={approved ? t('What is new since it was approved') : t('What it is')}
        aside={approved && `${approved.by}, ${formatMoment(approved.given_at, zone)}`}
      >
        {approved ? (
          <Differences rows={rows} />
        ) : (
          <p className="quiet">{t('No version of it was approved before.')}</p>
        )}
        <dl className="facts breakable">
          {rows.map(({ label, mine }) => [
            <dt key={label}>{label}</dt>,
            <dd key={`${label} now`}>{mine || t('None')}</dd>,
          ])}
        </dl>
      </Panel>
      {now.media !== null && <Attached id={now.media} />}
      <PhoneScreen
        label={t('How it reads')}
        sender={formatNumber(now.sender, country)}
        bubbles={[{ id: 'now', at, direction: 'received', body: now.body, note: null }]}
        zone={zone}
        empty=""
      />
    </>
  );
}

/** Nobody approves a picture that they have not seen. */
function Attached({ id }: { id: string }) {
  const mms = useQuery(answer('/v1/mms/{id}', { path: { id } }));
  return (
    <Panel title={t('Picture or film')}>
      <Loaded query={mms} what={t('the media')}>
        {({ media, subject }) => (
          <>
            {subject && <p>{subject}</p>}
            {media.map(({ id, name, content_type }) => (
              <figure key={id} className={classes.medium}>
                {content_type.startsWith('image/') ? (
                  <img src={addressOf('/v1/media/{id}/content', { id })} alt={name} />
                ) : (
                  <a href={addressOf('/v1/media/{id}/content', { id })} download>
                    {name}
                  </a>
                )}
                <figcaption>{name}</figcaption>
              </figure>
            ))}
          </>
        )}
      </Loaded>
    </Panel>
  );
}

function StandingPanel({ id, approvals }: { id: string; approvals: Approvals }) {
  const zone = useMe().workspace.time_zone;
  const mayApprove = useMay('campaigns.approve');
  const [dialog, judge] = useJudging(id);
  const { state, sentence, content_sha256, is_own } = approvals;
  const say = (verdict: ApprovalVerdict) => () => judge(verdict, content_sha256 ?? '');
  const canJudge = mayApprove && !is_own && content_sha256 !== null && state !== 'not_needed';
  useActions(canJudge ? [{ name: t('Approve'), run: say('approved'), keys: 'a' }] : []);
  return (
    <Panel title={t('Where it stands')}>
      {dialog}
      <p>{sentence}</p>
      <ApprovalWords approvals={approvals} zone={zone} />
      {is_own && mayApprove && (
        <Alert variant="light" color="indigo">
          {t('You wrote some of it, so somebody else has to approve it.')}
        </Alert>
      )}
      {canJudge && (
        <div className={classes.verdicts}>
          <Button onClick={say('approved')}>{t('Approve')}</Button>
          <Button variant="default" onClick={say('changes_requested')}>
            {t('Ask for changes …')}
          </Button>
          <Button variant="default" color="red" onClick={say('declined')}>
            {t('Decline …')}
          </Button>
        </div>
      )}
      <p>
        <Link to="/campaigns/$campaignId/review" params={{ campaignId: id }}>
          {t('Everything that a launch would meet')}
        </Link>
      </p>
    </Panel>
  );
}
