import type { AnswerOf, BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readFile } from '../read-file.ts';
import { misuse } from '../refusal.ts';
import { checkedCampaign } from './launch-campaign.ts';
import { orBlocked } from './send-text.ts';

type Experiment = AnswerOf<'/v1/campaigns/{id}/experiment', 'get'>;
type Plan = BodyOf<'/v1/campaigns/{id}/experiment', 'put'>;
export type Metric = Experiment['metric'];

export type PlanOptions = {
  readonly variant?: readonly string[];
  readonly variantText?: readonly string[];
  readonly file?: string;
  readonly metric?: Metric;
  readonly testPercent?: string;
  readonly controlPercent?: string;
  readonly waitMinutes?: number;
  readonly leastEach?: number;
  readonly banditRounds?: number;
  readonly floorPercent?: string;
  readonly fallback?: 'best' | 'first' | 'hold';
};

/** Plans an experiment from `--variant "name=text"` or a file, and shows it. */
export async function planExperiment(desk: Desk, wanted: string, options: PlanOptions): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const { metric, testPercent, controlPercent, waitMinutes, leastEach, fallback } = options;
  const { banditRounds, floorPercent } = options;
  if (floorPercent !== undefined && banditRounds === undefined)
    throw misuse('--floor-percent is of the rounds of a bandit: give it with --bandit-rounds.');
  const planned = readPlanned(options);
  const body: Plan = {
    ...planned,
    ...(metric !== undefined && { metric }),
    ...(testPercent !== undefined && { test_percent: percentOf(testPercent, '--test-percent') }),
    ...(controlPercent !== undefined && { control_percent: percentOf(controlPercent, '--control-percent') }),
    ...(waitMinutes !== undefined && { wait_minutes: waitMinutes }),
    ...(leastEach !== undefined && { least_each: leastEach }),
    ...(fallback !== undefined && { fallback }),
    ...(banditRounds !== undefined && {
      bandit: {
        rounds: banditRounds,
        ...(floorPercent !== undefined && { floor_percent: percentOf(floorPercent, '--floor-percent') }),
      },
    }),
  };
  const made = await desk.tidings.call('put', '/v1/campaigns/{id}/experiment', { path: { id }, body });
  desk.voice.answer(made, () => `${tell(desk, made)}\nStart it: tidings experiment start ${id}`);
  return exitCodes.ok;
}

function readPlanned({ variant, variantText = [], file }: PlanOptions): Plan {
  if ((variant === undefined) === (file === undefined))
    throw misuse('Give the variants with --variant "name=text", at least twice, or all of it with --file.');
  if (file !== undefined) return readPlanFile(file);
  const variants = (variant ?? []).map((text) => {
    const at = text.indexOf('=');
    if (at < 1) throw misuse('Write a variant as "name=text".');
    return { name: text.slice(0, at), body: text.slice(at + 1) };
  });
  const texts = variantText.map(readVariantText);
  const stray = texts.find(({ name }) => !variants.some((one) => one.name === name));
  if (stray) throw misuse(`--variant-text names “${stray.name}”, and there is no such variant.`);
  return {
    variants: variants.map((one) => {
      const own = texts.filter(({ name }) => name === one.name);
      if (own.length === 0) return one;
      return { ...one, texts: Object.fromEntries(own.map(({ language, body }) => [language, body])) };
    }),
  };
}

function readPlanFile(file: string): Plan {
  try {
    return JSON.parse(readFile(file)) as Plan;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw misuse(`${file} is no JSON: ${error.message.replaceAll('\n', ' ')}`);
  }
}

function readVariantText(text: string): { name: string; language: string; body: string } {
  const [, name, language, body] = /^([^=]+):([A-Za-z-]{2,20})=([\s\S]+)$/.exec(text) ?? [];
  if (name !== undefined && language !== undefined && body !== undefined) return { name, language, body };
  throw misuse('Write the words of a variant for a language as "name:es=text".');
}

function percentOf(text: string, flag: string): number {
  const percent = Number(text.replace(/%$/, ''));
  if (Number.isFinite(percent)) return percent;
  throw misuse(`${flag} is a number such as 20.`);
}

/** Checks what leads it where that is a draft, and sends every variant to its part. */
export async function startExperiment(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  await checkedCampaign(desk, id);
  return orBlocked(async () => {
    const started = await desk.tidings.call('post', '/v1/campaigns/{id}/experiment/start', { path: { id } });
    desk.voice.answer(started, () => tell(desk, started));
    return exitCodes.ok;
  });
}

export async function showExperiment(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const found = await desk.tidings.call('get', '/v1/campaigns/{id}/experiment', { path: { id } });
  desk.voice.answer(found, () => tell(desk, found));
  return found.state === 'held' ? exitCodes.warned : exitCodes.ok;
}

/** By its name or its place. */
export async function chooseVariant(desk: Desk, wanted: string, variant: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const { variants } = await desk.tidings.call('get', '/v1/campaigns/{id}/experiment', { path: { id } });
  const found = variants.find(({ name, place }) => name === variant || String(place) === variant);
  if (!found)
    throw misuse(
      `There is no variant “${variant}”. There are: ${variants.map(({ name }) => name).join(', ')}.`,
    );
  const chosen = await desk.tidings.call('post', '/v1/campaigns/{id}/experiment/choose', {
    path: { id },
    body: { variant: found.place },
  });
  desk.voice.answer(chosen, () => `“${plain(found.name)}” goes to the rest within a minute.`);
  return exitCodes.ok;
}

export async function adviseExperiment(
  desk: Desk,
  options: { metric?: Metric; lift?: string; variants?: number; people?: number },
): Promise<ExitCode> {
  const { metric, lift, variants, people } = options;
  const advice = await desk.tidings.call('get', '/v1/experiment-advice', {
    query: {
      ...(metric !== undefined && { metric }),
      ...(lift !== undefined && { lift_percent: percentOf(lift, '--lift') }),
      ...(variants !== undefined && { variants }),
      ...(people !== undefined && { people }),
    },
  });
  desk.voice.answer(advice, () => {
    const { smallest_lift_percent: least } = advice;
    const found =
      people === undefined
        ? []
        : [
            least === null
              ? 'Those people would find no change that is likely.'
              : `Those people find a change by ${least} %.`,
          ];
    return [advice.sentence, ...found].join('\n');
  });
  return exitCodes.ok;
}

export async function showEffect(
  desk: Desk,
  wanted: string,
  { event, days }: { event?: string; days?: number },
): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const effect = await desk.tidings.call('get', '/v1/campaigns/{id}/effect', {
    path: { id },
    query: { ...(event !== undefined && { event }), ...(days !== undefined && { days }) },
  });
  desk.voice.answer(effect, () => {
    const { texted, texted_did: did, kept, kept_did: keptDid } = effect;
    return `${did} of ${texted} for whom it was meant, ${keptDid} of ${kept} who were kept without it (${effect.events.join(', ')}, ${countOf(effect.days, 'day', 'days')}).\n${effect.sentence}`;
  });
  return exitCodes.ok;
}

export async function holdOut(desk: Desk, percent: string | undefined): Promise<ExitCode> {
  const found =
    percent === undefined
      ? await desk.tidings.call('get', '/v1/workspace/hold-out', {})
      : await desk.tidings.call('put', '/v1/workspace/hold-out', {
          body: { percent: percentOf(percent, 'The share') },
        });
  desk.voice.answer(found, () =>
    found.percent === 0
      ? 'Nobody is kept without marketing.'
      : `${found.percent} % of all people get no marketing, by lot${found.since === null ? '' : `, since ${formatTime(found.since)}`}.`,
  );
  return exitCodes.ok;
}

const share = (rate: number | null) => (rate === null ? null : `${(rate * 100).toFixed(1)} %`);

function tell(desk: Desk, found: Experiment): string {
  const { state, metric, decides_at: decidesAt, winner, sentence, rest_campaign_id: rest, variants } = found;
  const { bandit } = found;
  const what = metric.replaceAll('_', ' ');
  const lines = [
    `${found.campaign_id} (${state}): ${what} of ${found.test_percent} % of its people${found.control_percent > 0 ? `, ${found.control_percent} % get nothing` : ''}.`,
    ...(bandit ? [`A bandit: ${bandit.round} of ${bandit.rounds} rounds are out.`] : []),
    printTable(
      ['', 'variant', 'texts', what, 'rate', 'with 95 %', 'best with', 'campaign'],
      variants.map((one) => [
        one.place === winner ? '→' : '',
        one.is_stopped ? `${one.name} (stopped)` : one.name,
        one.texts,
        metric === 'opt_outs' ? one.opt_outs : one[metric],
        share(one.rate),
        one.rate === null ? null : `${share(one.rate_low)} – ${share(one.rate_high)}`,
        share(one.chance_of_best),
        one.campaign_id,
      ]),
      desk.voice.paint,
    ),
    ...(bandit && found.rounds.length > 0 ? [tellRounds(desk, found)] : []),
    ...variants.flatMap((one) => (one.sentence === null ? [] : [`${plain(one.name)}: ${one.sentence}`])),
    ...(state === 'running' && decidesAt !== null
      ? [`It is decided ${formatTime(decidesAt)}. ${found.rule}`]
      : []),
    ...(sentence === null ? [] : [sentence]),
    ...(rest === null ? [] : [`To the rest: ${rest}`]),
  ];
  return lines.join('\n');
}

/** What each round gave to each variant, and what came of it there. */
const tellRounds = (desk: Desk, { rounds, variants }: Experiment): string =>
  printTable(
    ['round', ...variants.map(({ name }) => plain(name))],
    rounds.map((one) => [
      one.round,
      ...one.variants.map(
        ({ share: part, rate }) => `${share(part)}${rate === null ? '' : ` → ${share(rate)}`}`,
      ),
    ]),
    desk.voice.paint,
  );
