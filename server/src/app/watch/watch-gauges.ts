import type { Context } from '../../platform/context.ts';
import { publicId } from '../../platform/ids.ts';
import type { About, Sample } from '../../platform/metrics/meter.ts';
import { isDuty } from './duties.ts';
import { type LagFigures, lagByGateway, nothingProbed } from './receipt-lag.ts';
import {
  countOpenQuestions,
  countQueue,
  type LaneQueue,
  listReadings,
  type OpenQuestion,
  type Reading,
} from './watch.queries.ts';

const laneAndState = ['lane', 'state'];
const about = {
  chunks: {
    name: 'tidings_queue_chunks',
    help: 'Bundles of texts that wait, by lane and by what for.',
    labels: laneAndState,
  },
  texts: {
    name: 'tidings_queue_texts',
    help: 'People in those bundles, those done with included.',
    labels: laneAndState,
  },
  age: {
    name: 'tidings_queue_oldest_seconds',
    help: 'How long the oldest bundle has been due, by the clock of the business.',
    labels: laneAndState,
  },
  unknown: {
    name: 'tidings_unknown_texts',
    help: 'Texts whose fate is unknown: asked for still, or left so.',
    labels: ['state'],
  },
  parked: { name: 'tidings_receipts_parked', help: 'Receipts for texts that are not on record (yet).' },
  parkedAge: { name: 'tidings_receipts_parked_oldest_seconds', help: 'Since when the oldest of them waits.' },
  status: {
    name: 'tidings_check_status',
    help: 'What the service last found of itself: 0 well, 1 warning, 2 failed.',
    labels: ['check'],
  },
  checkAge: { name: 'tidings_check_age_seconds', help: 'How long ago that was.', labels: ['check'] },
  broken: {
    name: 'tidings_conservation_broken',
    help: 'People who are in no place, or in two, by the law that is broken. Anything but 0 is an alarm.',
    labels: ['law'],
  },
  overdue: {
    name: 'tidings_overdue',
    help: 'What people of the business should have done by now: replies to judge, requests about data to answer.',
    labels: ['duty'],
  },
  taken: {
    name: 'tidings_receipts_sampled',
    help: 'Of a sample: texts that a carrier took ten minutes ago.',
    labels: ['gateway'],
  },
  silent: {
    name: 'tidings_receipts_silent',
    help: 'Of that sample: texts of which the carrier has said nothing since.',
    labels: ['gateway'],
  },
  lag: {
    name: 'tidings_receipt_lag_seconds',
    help: 'Of that sample: from the carrier’s yes to its last word, by the clock of the business.',
    labels: ['gateway', 'quantile'],
  },
} as const satisfies Record<string, About>;

// Several may ask, and each asks often: what is counted over the whole queue is counted no oftener than this.
const freshForMs = 15_000;

/** The figures that stand in the database and are the same whichever process is asked: alert on their maximum. */
export function openWatchGauges(ctx: Context): void {
  let kept: Promise<readonly Sample[]> | null = null;
  let keptAtMs = Number.NEGATIVE_INFINITY;
  ctx.meter.gauges(Object.values(about), () => {
    const nowMs = ctx.clock.monotonicMs();
    if (kept === null || nowMs - keptAtMs > freshForMs) {
      keptAtMs = nowMs;
      kept = lookUp(ctx);
      // One that failed is asked again by whoever comes next.
      kept.catch(() => {
        keptAtMs = Number.NEGATIVE_INFINITY;
      });
    }
    return kept;
  });
}

async function lookUp(ctx: Context): Promise<readonly Sample[]> {
  const at = ctx.clock.now();
  return ctx.db.system(async (tx) => [
    ...(await countQueue(tx, at)).flatMap((queue) => samplesOfQueue(queue, at)),
    ...(await countOpenQuestions(tx)).flatMap(samplesOfQuestion),
    ...(await listReadings(tx)).flatMap(samplesOfReading),
  ]);
}

function samplesOfQueue({ lane, state, chunks, texts, oldest }: LaneQueue, at: Date): Sample[] {
  const values = [lane, state];
  const seconds = (at.getTime() - oldest.getTime()) / 1_000;
  return [
    { name: about.chunks.name, values, value: chunks },
    { name: about.texts.name, values, value: texts },
    // What waits for an hour that has not come has no age.
    ...(state === 'later' ? [] : [{ name: about.age.name, values, value: Math.max(0, seconds) }]),
  ];
}

function samplesOfQuestion({ name, count, ageSeconds }: OpenQuestion): Sample[] {
  if (name !== 'receipts_parked')
    return [{ name: about.unknown.name, values: [name.replace('unknown_', '')], value: count }];
  return [
    { name: about.parked.name, value: count },
    { name: about.parkedAge.name, value: ageSeconds ?? 0 },
  ];
}

const levels = { ok: 0, warning: 1, failed: 2 } as const;

function samplesOfReading({ name, status, ageSeconds, figures }: Reading): Sample[] {
  return [
    { name: about.status.name, values: [name], value: levels[status] },
    { name: about.checkAge.name, values: [name], value: ageSeconds },
    ...(name === 'conservation' ? samplesOfLaws(figures) : []),
    ...(isDuty(name)
      ? [{ name: about.overdue.name, values: [name], value: Number(figures.overdue ?? 0) }]
      : []),
    ...(name === 'receipts' ? samplesOfLag(figures) : []),
  ];
}

function samplesOfLaws({ broken }: Reading['figures']): Sample[] {
  return Object.entries((broken ?? {}) as Record<string, number>).map(([law, value]) => ({
    name: about.broken.name,
    values: [law],
    value,
  }));
}

function samplesOfLag(figures: Reading['figures']): Sample[] {
  const lags = lagByGateway({ ...nothingProbed, ...(figures as Partial<LagFigures>) });
  return lags.flatMap(({ gatewayId, taken, silent, medianSeconds, slowSeconds }) => {
    const gateway = publicId('gtw', gatewayId);
    const quantiles = [
      ['0.5', medianSeconds],
      ['0.95', slowSeconds],
    ] as const;
    return [
      { name: about.taken.name, values: [gateway], value: taken },
      { name: about.silent.name, values: [gateway], value: silent },
      ...quantiles.flatMap(([quantile, value]) =>
        value === null ? [] : [{ name: about.lag.name, values: [gateway, quantile], value }],
      ),
    ];
  });
}
