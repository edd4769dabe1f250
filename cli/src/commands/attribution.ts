import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { findContact } from '../find/find-contact.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

type Body = BodyOf<'/v1/workspace/attribution', 'put'>;

export type AttributionOptions = {
  readonly model?: Body['model'];
  readonly clickHours?: string;
  readonly deliveryHours?: string;
  readonly conversion?: readonly string[];
  readonly reversal?: readonly string[];
  readonly script?: string;
  readonly preview?: boolean;
};

const readAttribution = (desk: Desk) => desk.tidings.call('get', '/v1/workspace/attribution');
type Attribution = Awaited<ReturnType<typeof readAttribution>>;

/** Shows which purchases are put down to which texts, or says so anew; with `preview`, what that would make of the last thirty days. */
export async function setAttribution(desk: Desk, options: AttributionOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const before = await readAttribution(desk);
    const { preview, model, clickHours, deliveryHours, conversion, reversal, script } = options;
    const change = { model, clickHours, deliveryHours, conversion, reversal, script };
    if (Object.values(change).every((one) => one === undefined)) {
      if (preview) throw misuse('Say what would be otherwise, such as --model linear.');
      desk.voice.answer(before, () => describe(before));
      return exitCodes.ok;
    }
    const body = bodyOf(before, change);
    if (preview) return tellPreview(desk, body);
    const now = await desk.tidings.call('put', '/v1/workspace/attribution', { body });
    desk.voice.answer(now, () => describe(now));
    return exitCodes.ok;
  });
}

type Change = {
  readonly [Name in keyof Omit<AttributionOptions, 'preview'>]: AttributionOptions[Name] | undefined;
};

function bodyOf(before: Attribution, change: Change): Body {
  if (change.script !== undefined && change.script !== 'on' && change.script !== 'off')
    throw misuse('--script is on or off.');
  return {
    model: change.model ?? before.model,
    click_hours: change.clickHours === undefined ? before.click_hours : readHours(change.clickHours),
    delivery_hours:
      change.deliveryHours === undefined
        ? before.delivery_hours
        : change.deliveryHours === 'off'
          ? null
          : readHours(change.deliveryHours),
    conversions: [...(change.conversion ?? before.conversions)],
    reversals: [...(change.reversal ?? before.reversals)],
    accepts_script: change.script === undefined ? before.accepts_script : change.script === 'on',
  };
}

function readHours(text: string): number {
  if (!/^[1-9]\d{0,4}$/.test(text)) throw misuse('A window is a whole number of hours, such as 72.');
  return Number(text);
}

const modelWords = {
  last: 'the last text whose link was opened',
  first: 'the first text whose link was opened',
  linear: 'all texts whose links were opened, alike',
} as const;

const describe = (one: Attribution): string =>
  [
    `A purchase is put down to ${modelWords[one.model]} within ${one.click_hours} hours before it.`,
    one.delivery_hours === null
      ? 'That a text only arrived counts for nothing.'
      : `Where no link was opened, a text that arrived within ${one.delivery_hours} hours before it counts.`,
    `Purchases: ${one.conversions.join(', ')}. Taken back by: ${one.reversals.join(', ') || 'nothing'}.`,
    `Pages may tell of purchases: ${one.accepts_script ? 'yes' : 'no'}.`,
    one.recounting_from === null
      ? `Counted until ${one.counted_until ?? 'nothing yet'}.`
      : `The past is being counted anew; it is at ${one.recounting_from.slice(0, 7)}.`,
  ].join('\n');

async function tellPreview(desk: Desk, body: Body): Promise<ExitCode> {
  const preview = await desk.tidings.call('post', '/v1/workspace/attribution/preview', { body });
  desk.voice.answer(preview, () => {
    const line = (name: string, of: (typeof preview)['now']) => [
      ...[name, of.events, of.credited, of.conversions, of.revenue, of.texts],
    ];
    const table = printTable(
      ['', 'events', 'put down', 'conversions', 'revenue', 'texts'],
      [line('now', preview.now), line('then', preview.wished)],
      desk.voice.paint,
    );
    return `Since ${preview.since.slice(0, 10)}${preview.is_partial ? ' (the latest 20,000 events)' : ''}. Nothing was changed.\n${table}`;
  });
  return exitCodes.ok;
}

export async function listConversions(
  desk: Desk,
  options: { limit: number; campaign?: string; contact?: string },
): Promise<ExitCode> {
  const query = {
    limit: Math.min(options.limit + 1, 200),
    ...(options.campaign === undefined ? {} : { campaign_id: await findCampaign(desk, options.campaign) }),
    ...(options.contact === undefined ? {} : { contact_id: await findContact(desk, options.contact) }),
  };
  const page = await takePage(desk.tidings.each('/v1/conversions', { query }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['happened', 'event', 'contact', 'text', 'by', 'share', 'revenue'],
      page.data.map((one) => [
        ...[one.occurred_at, one.event, one.contact_id, one.message_id, one.touch, one.share, one.revenue],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export async function recountConversions(desk: Desk, { since }: { since?: string }): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = since === undefined ? {} : { since: readTime(since, '--since') };
    const asked = await desk.tidings.call('post', '/v1/conversions/recount', { body });
    desk.voice.answer(asked, () =>
      asked.from === null
        ? 'There is nothing to count.'
        : `Everything from ${asked.from.slice(0, 7)} on is counted anew within minutes.`,
    );
    return exitCodes.ok;
  });
}
