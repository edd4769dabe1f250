import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay, useMe } from '../../frame/session.ts';
import { IntervalRows } from '../../ui/charts/interval-rows.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { t } from '../../ui/language.ts';
import { formatCount, formatFine, formatMoney } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { StateBadge } from '../../ui/state-badge.tsx';
import { formatMoment } from '../../ui/times.ts';
import type { Experiment } from './plan.ts';
import { RoundsPanel } from './rounds-panel.tsx';
import { metricWords, stateWords } from './words.ts';

/** How the variants stand: each with its interval and the chance that it is the best; and the word that decides. */
export function Standing({ experiment }: { experiment: Experiment }) {
  const { variants, metric, needed_chance, winner, state } = experiment;
  const best = winner ?? placeOfBest(experiment);
  const chance = (value: number | null) => (value === null ? '–' : `${formatFine(value * 100)} %`);
  return (
    <>
      <Decision experiment={experiment} />
      <Panel
        title={metricWords()[metric]}
        aside={
          needed_chance === null
            ? undefined
            : t('A winner needs a chance of {percent} %', { percent: formatFine(needed_chance * 100) })
        }
      >
        <IntervalRows
          rows={variants.map(({ place, name, rate, rate_low, rate_high, chance_of_best }) => ({
            key: String(place),
            name,
            rate: rate === null ? null : { value: rate, low: rate_low ?? rate, high: rate_high ?? rate },
            isBest: place === best,
            aside: <div className="quiet">{t('best with {chance}', { chance: chance(chance_of_best) })}</div>,
          }))}
        />
        <p className="quiet">{experiment.rule}</p>
      </Panel>
      <RoundsPanel experiment={experiment} />
      <DataTable
        caption={t('The variants in figures')}
        rows={variants}
        keyOf={({ place }) => String(place)}
        columns={[
          {
            name: t('Variant'),
            cell: ({ place, name, campaign_id, is_stopped, sentence }) => (
              <>
                {campaign_id ? (
                  <Link to="/campaigns/$campaignId" params={{ campaignId: campaign_id }}>
                    {name}
                  </Link>
                ) : (
                  name
                )}{' '}
                {winner === place && <StateBadge tone="good">{t('Goes to the rest')}</StateBadge>}
                {is_stopped && <StateBadge tone="bad">{t('Stopped')}</StateBadge>}
                {sentence && <div className="quiet">{sentence}</div>}
              </>
            ),
          },
          { name: t('Texts'), isNumber: true, cell: ({ texts }) => formatCount(texts) },
          { name: t('Clicked'), isNumber: true, cell: ({ clicks }) => formatCount(clicks) },
          { name: t('Replied'), isNumber: true, cell: ({ replies }) => formatCount(replies) },
          { name: t('Opted out'), isNumber: true, cell: ({ opt_outs }) => formatCount(opt_outs) },
          { name: t('Purchases'), isNumber: true, cell: ({ conversions }) => formatFine(conversions) },
          { name: t('Revenue'), isNumber: true, cell: ({ revenue }) => formatMoney(revenue) },
          {
            name: t('Chance of being the best'),
            term: 'chance_of_best',
            isNumber: true,
            cell: ({ chance_of_best }) => chance(chance_of_best),
          },
        ]}
      />
      {state === 'running' && <Again experiment={experiment} />}
    </>
  );
}

const placeOfBest = ({ variants }: Experiment): number | null =>
  variants.reduce<{ place: number | null; chance: number }>(
    (best, { place, chance_of_best }) =>
      (chance_of_best ?? 0) > best.chance ? { place, chance: chance_of_best ?? 0 } : best,
    { place: null, chance: 0 },
  ).place;

function Decision({ experiment }: { experiment: Experiment }) {
  const { campaign_id, state, sentence, decides_at, decided_at, is_clear, rest_campaign_id, variants } =
    experiment;
  const zone = useMe().workspace.time_zone;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const [dialog, ask] = useAsk();
  const canChoose =
    mayLaunch && ['running', 'deciding', 'held'].includes(state) && experiment.winner === null;
  const choose = () =>
    ask({
      title: t('Which goes to the rest?'),
      lead: t('What the figures do not say for sure is then told as what somebody chose.'),
      fields: [
        {
          name: 'variant',
          label: t('Variant'),
          kind: 'choice',
          choices: variants
            .filter(({ is_stopped }) => !is_stopped)
            .map(({ place, name }) => ({ value: String(place), label: name })),
        },
      ],
      submit: t('Send it to the rest'),
      send: (body: { variant: string }) =>
        call('/v1/campaigns/{id}/experiment/choose', 'post', {
          path: { id: campaign_id },
          body: { variant: Number(body.variant) },
        }),
      done: () => void refresh(client, '/v1/campaigns'),
    });
  return (
    <Panel
      title={t('Decision')}
      aside={<StateBadge tone={state === 'held' ? 'warn' : 'calm'}>{stateWords()[state]}</StateBadge>}
    >
      {dialog}
      {sentence && <Text>{sentence}</Text>}
      <Text size="sm" c="dimmed">
        {decided_at
          ? is_clear
            ? t('Decided by the figures on {when}.', { when: formatMoment(decided_at, zone) })
            : t('Decided without a clear winner on {when}.', { when: formatMoment(decided_at, zone) })
          : decides_at
            ? t('Looked at once, on {when}.', { when: formatMoment(decides_at, zone) })
            : t('The wait begins once all variants have started.')}
      </Text>
      <Group gap="xs" mt="sm">
        {canChoose && (
          <Button variant="default" size="sm" onClick={choose}>
            {t('Choose …')}
          </Button>
        )}
        {rest_campaign_id && (
          <Button
            component={Link}
            variant="default"
            size="sm"
            to="/campaigns/$campaignId"
            params={{ campaignId: rest_campaign_id } as never}
          >
            {t('The campaign of the rest')}
          </Button>
        )}
      </Group>
    </Panel>
  );
}

/** Asked again, the start sends those that could not be sent before: for want of an approval, say. */
function Again({ experiment }: { experiment: Experiment }) {
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const again = useMutation({
    mutationFn: () =>
      call('/v1/campaigns/{id}/experiment/start', 'post', { path: { id: experiment.campaign_id } }),
    onSettled: () => refresh(client, '/v1/campaigns'),
  });
  const waiting = experiment.variants.filter(({ status }) => status === 'draft' || status === 'checked');
  if (!mayLaunch || waiting.length === 0) return null;
  return (
    <Panel title={t('Not sent yet')}>
      <Text mb="sm">{waiting.map(({ name }) => name).join(', ')}</Text>
      {again.error && <Refusal error={again.error} otherwise={t('That did not work. Try again.')} />}
      <Button variant="default" size="sm" loading={again.isPending} onClick={() => again.mutate()}>
        {t('Try again')}
      </Button>
    </Panel>
  );
}
