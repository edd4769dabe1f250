import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { answer, call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { formatMomentIn } from '../../ui/times.ts';

type Report = NonNullable<AnswerOf<'/v1/simulations/{id}', 'get'>['report']>;

const whileItFliesMs = 1_000;

/** The whole campaign through the pretend carrier, in seconds: nobody is texted, and the report is what it would be. */
export function SimulationPanel({ campaignId, isRunnable }: { campaignId: string; isRunnable: boolean }) {
  const mayWrite = useMay('campaigns.write');
  const client = useQueryClient();
  const all = useQuery(answer('/v1/campaigns/{id}/simulations', { path: { id: campaignId } }));
  const latest = all.data?.data[0];
  const one = useQuery({
    ...answer('/v1/simulations/{id}', { path: { id: latest?.id ?? '' } }),
    enabled: latest !== undefined,
    refetchInterval: ({ state }) =>
      state.data && ['waiting', 'copying', 'flying'].includes(state.data.status) ? whileItFliesMs : false,
  });
  const start = useMutation({
    mutationFn: () => call('/v1/campaigns/{id}/simulations', 'post', { path: { id: campaignId }, body: {} }),
    onSettled: () => refresh(client, '/v1/campaigns'),
  });
  const found = one.data;
  return (
    <Panel title={t('Simulator')} aside={t('Texts nobody')}>
      {start.error && <Refusal error={start.error} otherwise={t('It could not be started. Try again.')} />}
      {found?.report ? (
        <Flown report={found.report} />
      ) : (
        <Text c="dimmed" role="status">
          {found?.failure?.sentence ??
            (found
              ? tn(found.done, '{n} text so far', '{n} texts so far')
              : t(
                  'Runs the whole campaign in seconds, on a copy: who waits until when, when the last text leaves, and what a carrier’s limits do to it.',
                ))}
        </Text>
      )}
      {mayWrite && isRunnable && (
        <Button variant="default" mt="sm" loading={start.isPending} onClick={() => start.mutate()}>
          {t('Simulate it')}
        </Button>
      )}
    </Panel>
  );
}

/** When it would be over and who waits until then; then where everybody ends up, however long they waited. */
function Flown({ report }: { report: Report }) {
  const zone = useMe().workspace.time_zone;
  const { starts_at: from, finishes_at: until, held, places } = report;
  return (
    <>
      <dl className="facts numbers">
        {from && <Fact label={t('First text')} value={formatMomentIn(from, zone)} />}
        {until && <Fact label={t('Last text')} value={formatMomentIn(until, zone)} />}
        <Fact label={t('Wait for an hour first')} value={formatCount(held.people)} />
        {places
          .filter(({ people }) => people > 0)
          .map(({ place, reason, people, label }) => (
            <Fact key={`${place} ${reason}`} label={label} value={formatCount(people)} />
          ))}
      </dl>
      <Text size="sm" c="dimmed" mt="xs">
        {t(
          'Where everybody ends up, those who wait included. Who waits and for how long is worked out; what fails and who replies is drawn by lot, and a launch draws anew.',
        )}
      </Text>
    </>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </>
  );
}
