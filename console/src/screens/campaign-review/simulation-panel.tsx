import { Button, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, call, refresh } from '../../frame/call.ts';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { t, tn } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';

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
        <dl className="facts numbers">
          {found.report.places
            .filter(({ people }) => people > 0)
            .map(({ place, reason, people, label }) => (
              <Place key={`${place} ${reason}`} label={label} people={people} />
            ))}
        </dl>
      ) : (
        <Text c="dimmed" role="status">
          {found?.failure?.sentence ??
            (found
              ? tn(found.done, '{n} text so far', '{n} texts so far')
              : t('Fly the whole campaign through the pretend carrier and see where everybody ends up.'))}
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

function Place({ label, people }: { label: string; people: number }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{formatCount(people)}</dd>
    </>
  );
}
