import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { useHasClock } from '../../frame/has-clock.ts';
import { useHoldsNewerWords } from '../../frame/kept-campaign.ts';
import { refreshCampaign } from '../../frame/queries.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMomentIn } from '../../ui/times.ts';
import { firstHour, whyTheyWait } from './first-hour.ts';
import type { FlightCheck } from './flight-check.ts';
import { lookAgain } from './look-again.ts';

/** The one moment. The button says to how many people, and the server refuses when it is another number by then. */
export function LaunchPanel({ check }: { check: FlightCheck }) {
  const { campaign, verdict, will_receive } = check;
  const { is_rehearsal, workspace } = useMe();
  const hasClock = useHasClock();
  const zone = workspace.time_zone;
  const firstAt = firstHour(check);
  const wait = firstAt === null ? null : waitWords(check, firstAt, zone, hasClock);
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayLaunch = useMay('campaigns.launch');
  const mayWrite = useMay('campaigns.write');
  const [dialog, ask] = useAsk();
  const recheck = useMutation({
    mutationFn: () => call('/v1/campaigns/{id}/check', 'post', { path: { id: campaign.id } }),
    onSettled: () => refreshCampaign(client, campaign.id),
  });
  const isNewerHere = useHoldsNewerWords(campaign.id);
  const isKept = campaign.status === 'checked';
  const words = tn(will_receive, 'Send to {n} person', 'Send to {n} people');
  const launch = () =>
    ask({
      title: words,
      lead: (
        <>
          <Text>
            {is_rehearsal
              ? t('This is a rehearsal: the texts go to pretend phones.')
              : t(
                  'The texts leave for real phones as soon as they may. What has left cannot be called back.',
                )}
          </Text>
          {wait !== null && <Text mt="xs">{wait}</Text>}
        </>
      ),
      fields: [],
      submit: words,
      send: () =>
        call('/v1/campaigns/{id}/launch', 'post', {
          path: { id: campaign.id },
          body: { confirm_count: will_receive, confirm_version: campaign.version },
        }).catch(lookAgain(client)),
      // First away from here: the review of what has been launched is refused.
      done: () =>
        void navigate({ to: '/campaigns/$campaignId', params: { campaignId: campaign.id } }).then(() =>
          Promise.all([refreshCampaign(client, campaign.id), refresh(client, '/v1/approvals')]),
        ),
    });
  if (campaign.launched_at !== null)
    return (
      <Panel title={t('Launch')}>
        <Text>{t('It was launched; this page shows how it stood.')}</Text>
      </Panel>
    );
  return (
    <Panel title={t('Launch')}>
      {dialog}
      <Text mb="sm">
        {isKept
          ? t('Checked: exactly these words go to exactly these people. Any edit makes it a draft again.')
          : verdict === 'no_go'
            ? t('Not checked yet: mend what stands against it, then check it again.')
            : t('Not checked yet: check it, and then it can be sent.')}
      </Text>
      {recheck.error && (
        <Refusal error={recheck.error} otherwise={t('It could not be checked. Try again.')} />
      )}
      {!isKept && mayWrite && (
        <Button variant="default" fullWidth loading={recheck.isPending} onClick={() => recheck.mutate()}>
          {t('Check it')}
        </Button>
      )}
      {isNewerHere && (
        <Alert variant="light" color="yellow" mb="sm">
          {t(
            'What was typed in this browser may not be on the server yet. Open it, so that it is saved before anything is sent.',
          )}{' '}
          <Link to="/campaigns/$campaignId/edit" params={{ campaignId: campaign.id }}>
            {t('See what was typed')}
          </Link>
        </Alert>
      )}
      {wait !== null && (
        <Text c="dimmed" mb="sm">
          {wait}
        </Text>
      )}
      {isKept && mayLaunch && (
        <Button
          size="md"
          fullWidth
          disabled={isNewerHere || verdict === 'no_go' || will_receive === 0}
          onClick={launch}
        >
          {words}
        </Button>
      )}
      {isKept && !mayLaunch && (
        <Text c="dimmed">{t('Your role may not launch. Somebody with the right to has to do it.')}</Text>
      )}
    </Panel>
  );
}

/** Said before the launch: nobody has a text on their phone a minute later, and that is no fault. */
function waitWords(check: FlightCheck, firstAt: string, zone: string, hasClock: boolean): string {
  const when = formatMomentIn(firstAt, zone);
  const words = {
    early: t('Nobody gets it before {when}: it is too early where they are.', { when }),
    late: t('Nobody gets it before {when}: it is too late where they are.', { when }),
    either: t('Nobody gets it before {when}: it is too early or too late where they are.', { when }),
  }[whyTheyWait(check, zone)];
  return hasClock
    ? `${words} ${t('In a rehearsal you need not wait: once it is sent, a button on the campaign’s page moves the clock there.')}`
    : words;
}
