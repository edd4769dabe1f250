import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '@tidings/sdk';
import { useState } from 'react';
import { answer, call, refresh } from '../../frame/call.ts';
import { useAsk } from '../../frame/field-form.tsx';
import { Refusal } from '../../frame/refusal.tsx';
import { useMay } from '../../frame/session.ts';
import { useToast } from '../../frame/toasts.tsx';
import { useFrame } from '../../frame/writing/use-frame.ts';
import { useSample } from '../../frame/writing/use-sample.ts';
import { useSnippets } from '../../frame/writing/use-snippets.ts';
import { t } from '../../ui/language.ts';
import { formatCount } from '../../ui/numbers.ts';
import { Panel } from '../../ui/panel.tsx';
import { Term } from '../../ui/term.tsx';
import { useLater } from '../../ui/use-later.ts';
import {
  bodyOfPlan,
  type Experiment,
  leastVariants,
  type Metric,
  mostVariants,
  newVariant,
  type Plan,
  partsOf,
  planOf,
  usualPlan,
} from './plan.ts';
import { type CampaignWords, VariantCard } from './variant-card.tsx';
import { fallbackWords, metricWords } from './words.ts';

type Campaign = AnswerOf<'/v1/campaigns/{id}', 'get'>;
type PlanFormProps = { campaign: Campaign; experiment: Experiment | null };

/** Two to eight variants, how many people try them, by what is decided, and what happens where nothing is clear. */
export function PlanForm({ campaign, experiment }: PlanFormProps) {
  const { id, body } = campaign;
  const mayLaunch = useMay('campaigns.launch');
  const client = useQueryClient();
  const say = useToast();
  const [plan, setPlan] = useState<Plan>(() => (experiment ? planOf(experiment) : usualPlan()));
  const change = (part: Partial<Plan>) => setPlan((all) => ({ ...all, ...part }));
  const words = useWords(campaign);
  const [dialog, ask] = useAsk();
  const savePlan = () =>
    call('/v1/campaigns/{id}/experiment', 'put', { path: { id }, body: bodyOfPlan(plan, body) });
  const save = useMutation({
    mutationFn: savePlan,
    onSuccess: () => {
      say(t('The plan is saved. Nothing is sent before it is started.'));
      void refresh(client, '/v1/campaigns');
    },
  });
  const start = () =>
    ask({
      title: t('Start the experiment?'),
      lead: t(
        'Each variant goes to its part now: it is checked and asked for its approval like any other campaign. What has left cannot be called back.',
      ),
      fields: [],
      submit: t('Send the variants'),
      send: async () => {
        await savePlan();
        return call('/v1/campaigns/{id}/experiment/start', 'post', { path: { id } });
      },
      done: () => void refresh(client, '/v1/campaigns'),
    });
  const setVariant = (key: number, part: object) =>
    change({ variants: plan.variants.map((one) => (one.key === key ? { ...one, ...part } : one)) });
  const add = () => {
    const key = Math.max(...plan.variants.map((one) => one.key)) + 1;
    change({ variants: [...plan.variants, { ...newVariant(key), name: nextName(plan) }] });
  };
  return (
    <div className="two-columns">
      {dialog}
      <div className="stack">
        {plan.variants.map((variant) => (
          <VariantCard
            key={variant.key}
            variant={variant}
            campaign={words}
            canRemove={plan.variants.length > leastVariants}
            onChange={(part) => setVariant(variant.key, part)}
            onRemove={() => change({ variants: plan.variants.filter(({ key }) => key !== variant.key) })}
          />
        ))}
        {plan.variants.length < mostVariants && (
          <Button variant="default" onClick={add}>
            {t('One more variant')}
          </Button>
        )}
      </div>
      <Stack>
        <Panel title={t('How it is decided')}>
          <Settings plan={plan} onChange={change} />
        </Panel>
        <PeoplePanel plan={plan} people={campaign.will_receive} />
        {save.error && <Refusal error={save.error} otherwise={t('It was not saved. Try again.')} />}
        <Group gap="xs">
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
            {t('Save the plan')}
          </Button>
          {mayLaunch && <Button onClick={start}>{t('Start …')}</Button>}
        </Group>
        <Text size="sm" c="dimmed">
          {t('Pausing or stopping this campaign pauses or stops all of its variants.')}
        </Text>
      </Stack>
    </div>
  );
}

/** What every variant starts from, and real people of the audience to look at it with. */
function useWords(campaign: Campaign): CampaignWords {
  const { body, language, include, program_id, sender_id } = campaign;
  const sample = useSample({ lists: include.lists, program_id, sender_id });
  return { body, language, frame: useFrame(campaign), snippets: useSnippets(), sample: sample.values };
}

/** The first letter that no variant is called by. */
const nextName = ({ variants }: Plan): string =>
  [...'ABCDEFGH'].find((letter) => variants.every(({ name }) => name.trim() !== letter)) ?? 'X';

function Settings({ plan, onChange }: { plan: Plan; onChange: (part: Partial<Plan>) => void }) {
  const metrics = metricWords();
  const fallbacks = fallbackWords();
  const number = (
    name: 'test_percent' | 'control_percent' | 'wait_hours' | 'least_each' | 'rounds' | 'floor_percent',
    label: string,
    help: string,
  ) => (
    <TextInput
      label={label}
      description={help}
      type="number"
      step="any"
      value={plan[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
    />
  );
  return (
    <Stack gap="sm">
      <NativeSelect
        label={t('By what')}
        value={plan.metric}
        data={Object.entries(metrics).map(([value, label]) => ({ value, label }))}
        onChange={(event) => onChange({ metric: event.currentTarget.value as Metric })}
      />
      {number(
        'test_percent',
        t('Percent of the people who try the variants'),
        t('All variants together, in equal parts. 100: nobody is left for the winner.'),
      )}
      {number(
        'wait_hours',
        t('Hours from the last start to the decision'),
        t('It is looked at once, then. Who looks again and again finds winners where there are none.'),
      )}
      {number(
        'rounds',
        t('Rounds'),
        t('1: looked at once. With more, each round gives more people to what does better.'),
      )}
      {Number(plan.rounds) > 1 &&
        number(
          'floor_percent',
          t('Percent of a round that every variant gets at the least'),
          t('So that one with a bad start can still show what it is worth.'),
        )}
      {number(
        'control_percent',
        t('Percent who get nothing'),
        t('Only they can tell what would have come anyway.'),
      )}
      {number('least_each', t('Fewest texts of each variant'), t('With fewer, nobody wins.'))}
      <NativeSelect
        label={t('What goes to the rest without a clear winner')}
        value={plan.fallback}
        data={Object.entries(fallbacks).map(([value, label]) => ({ value, label }))}
        onChange={(event) => onChange({ fallback: event.currentTarget.value as Plan['fallback'] })}
      />
    </Stack>
  );
}

/** How many people that is, and whether so many are enough: by the workspace's own rates. */
function PeoplePanel({ plan, people }: { plan: Plan; people: number | null }) {
  const parts = partsOf(plan, people ?? 0);
  const test = parts.each * plan.variants.length;
  const later = useLater(
    JSON.stringify({ metric: plan.metric, variants: plan.variants.length, people: test }),
    500,
  );
  const asked = JSON.parse(later) as { metric: Metric; variants: number; people: number };
  const advice = useQuery({
    ...answer('/v1/experiment-advice', {
      query: {
        metric: asked.metric,
        variants: asked.variants,
        ...(asked.people > 0 ? { people: asked.people } : {}),
      },
    }),
    placeholderData: (before) => before,
  });
  return (
    <Panel title={t('How many people')}>
      {people === null ? (
        <Text size="sm">{t('Check the campaign first, to see how many people there are.')}</Text>
      ) : (
        <dl className="facts numbers">
          <dt>{t('Each variant')}</dt>
          <dd>{formatCount(parts.each)}</dd>
          <dt>
            <Term name="hold_out">{t('Nothing')}</Term>
          </dt>
          <dd>{formatCount(parts.kept)}</dd>
          <dt>{t('The winner, afterwards')}</dt>
          <dd>{formatCount(parts.rest)}</dd>
        </dl>
      )}
      {advice.data && (
        <Text size="sm" mt="xs" role="status">
          {advice.data.sentence}
        </Text>
      )}
    </Panel>
  );
}
