import { type Static, Type } from 'typebox';
import { CampaignAnswer, toCampaign, WaterfallAnswer } from '../campaigns/index.ts';
import { badCursor, PageQuery, pageOf, readCursor, writeCursor } from '../platform/http/pages.ts';
import { publicId } from '../platform/ids.ts';
import { paceInWords } from '../senders/index.ts';
import type { CampaignReport } from './campaign-report.ts';
import type { StoryPage, StoryPlace } from './contact-timeline.ts';
import { type LineEntry, type LinePage, type LinePlace, lineNames } from './people-behind-line.ts';

const Count = Type.Integer({ minimum: 0 });
const Time = Type.String({ format: 'date-time' });
const NullableText = Type.Union([Type.String(), Type.Null()]);
const NullableNumber = Type.Union([Type.Number(), Type.Null()]);

const ProgressAnswer = Type.Object(
  {
    recipients: Count,
    will_receive: Count,
    queued: Count,
    held: Count,
    accepted: Count,
    sent: Count,
    delivered: Count,
    undelivered: Count,
    failed: Count,
    rejected: Count,
    expired: Count,
    suppressed: Count,
    unknown: Count,
    handed_over: Count,
    failed_before: Count,
    stopped: Count,
    replies: {
      ...Count,
      description: 'People who wrote back. Whoever only said STOP is among the opt-outs.',
    },
    opt_outs: { ...Count, description: 'People who wrote STOP, or that the number is not who we think.' },
    texts_per_second: Type.Number(),
    eta_seconds: NullableNumber,
    seconds: NullableNumber,
  },
  {
    description:
      'Each recipient is in exactly one of queued, held, accepted, sent, delivered, undelivered, failed, rejected, expired, suppressed (stopped among them) and unknown. Also: will_receive = handed_over + failed_before + suppressed + held + queued + unknown. Rate and seconds are in real time, also in a rehearsal.',
  },
);

export const ReportAnswer = Type.Object({
  object: Type.Literal('campaign_report'),
  campaign: CampaignAnswer,
  clock: Type.Object({ now: Time, is_rehearsal: Type.Boolean() }),
  waterfall: WaterfallAnswer,
  progress: ProgressAnswer,
  held: Type.Array(
    Type.Object({ until: Time, reason: Type.String(), count: Count, sentence: Type.String() }),
  ),
  failures: Type.Array(
    Type.Object({ reason: Type.String(), count: Count, sentence: Type.String(), remedy: NullableText }),
  ),
  gateway: Type.Object({
    state: Type.Enum(['ok', 'unreachable', 'misconfigured', 'no_funds']),
    state_detail: NullableText,
  }),
  pace: Type.Object(
    { level: Type.String(), parts_per_second: Type.Number(), sentence: Type.String() },
    { description: 'The narrowest limit on how fast its texts may leave.' },
  ),
  stop: Type.Union(
    [
      Type.Object({
        level: Type.Enum(['workspace', 'installation']),
        sending: Type.Enum(['all', 'no_marketing', 'none']),
        by: NullableText,
        since: Type.Union([Time, Type.Null()]),
        reason: NullableText,
        sentence: Type.String(),
      }),
      Type.Null(),
    ],
    { description: 'The switch that keeps its texts from leaving; null while none does.' },
  ),
});

export function toReport(report: CampaignReport): Static<typeof ReportAnswer> {
  return {
    object: 'campaign_report',
    campaign: toCampaign(report.campaign),
    clock: { now: report.clock.now.toISOString(), is_rehearsal: report.clock.isRehearsal },
    waterfall: [...report.waterfall],
    progress: report.progress,
    held: [...report.held],
    failures: [...report.failures],
    gateway: { state: report.gateway.state, state_detail: report.gateway.stateDetail },
    pace: {
      level: report.pace.level,
      parts_per_second: report.pace.partsPerSecond,
      sentence: paceInWords(report.pace),
    },
    stop: report.stop && { ...report.stop, since: report.stop.since?.toISOString() ?? null },
  };
}

export const LineQuery = Type.Object({
  ...PageQuery.properties,
  line: Type.String({
    maxLength: 60,
    description: `A line of the waterfall or a part of the progress: ${lineNames.join(', ')}.`,
  }),
});

const PersonAnswer = Type.Object({
  object: Type.Literal('person'),
  contact: Type.Object({ id: Type.String(), name: NullableText, number: Type.String() }),
  reason: Type.String(),
  sentence: Type.String(),
});

const RejectedRowAnswer = Type.Object({
  object: Type.Literal('rejected_row'),
  file_name: Type.String(),
  line: Count,
  row: Type.Array(Type.String()),
  code: Type.String(),
  sentence: Type.String(),
});

export const LineAnswer = Type.Object({
  data: Type.Array(Type.Union([PersonAnswer, RejectedRowAnswer])),
  next_cursor: NullableText,
  has_more: Type.Boolean(),
});

export function toLinePage({ entries, next }: LinePage): Static<typeof LineAnswer> {
  return { data: entries.map(toEntry), next_cursor: next && writeCursor(next), has_more: next !== null };
}

function toEntry(entry: LineEntry): Static<typeof LineAnswer>['data'][number] {
  if (entry.kind === 'rejected_row') {
    const { fileName, line, row, code, sentence } = entry;
    return { object: 'rejected_row', file_name: fileName, line, row: [...row], code, sentence };
  }
  const { contactId, name, number, reason, sentence } = entry;
  return { object: 'person', contact: { id: publicId('con', contactId), name, number }, reason, sentence };
}

/** A cursor comes back from outside: anything that is not exactly one of our places is refused. */
export function readLinePlace(cursor: string | undefined): LinePlace | null {
  const place = readCursor(cursor) as Partial<Record<'people' | 'rows' | 'filed', unknown>> | null;
  if (place === null) return null;
  if (isId(place.people)) return { people: place.people };
  const rows = place.rows as Partial<{ importId: unknown; line: unknown; position: unknown }> | undefined;
  if (rows && isUuid(rows.importId) && isId(rows.line) && isId(rows.position)) {
    return { rows: { importId: rows.importId, line: rows.line, position: rows.position } };
  }
  const filed = place.filed as Partial<{ contactId: unknown; importId: unknown }> | undefined;
  if (filed && isId(filed.contactId) && isUuid(filed.importId)) {
    return { filed: { contactId: filed.contactId, importId: filed.importId } };
  }
  throw badCursor();
}
const isId = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
const isUuid = (value: unknown): value is string =>
  typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value);

const TextStatus = Type.Enum([
  'queued',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'rejected',
  'expired',
  'suppressed',
  'unknown',
]);
const Nullable = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);

const StoryAnswer = Type.Object({
  id: Type.String(),
  at: Time,
  kind: Type.Enum([
    'imported',
    'edited',
    'opt_in',
    'opt_out',
    'rejoin',
    'withdrawn',
    'lifted',
    'left_out',
    'held',
    'text',
    'reply',
  ]),
  sentence: Type.String(),
  reason: NullableText,
  campaign: Nullable(Type.Object({ id: Type.String(), name: Type.String() })),
  text: Nullable(
    Type.Object({
      id: Type.String(),
      body: Type.String(),
      parts: Count,
      status: TextStatus,
      from: NullableText,
    }),
  ),
  reply: Nullable(Type.Object({ body: Type.String(), intent: Type.String() })),
});

export const TimelineAnswer = pageOf(StoryAnswer);

export function toTimeline({ entries, next }: StoryPage): Static<typeof TimelineAnswer> {
  return {
    data: entries.map(({ at, ...entry }) => ({ at: at.toISOString(), ...entry })),
    next_cursor: next && writeCursor({ at: next.at.toISOString(), id: next.id }),
    has_more: next !== null,
  };
}

export function readStoryPlace(cursor: string | undefined): StoryPlace | null {
  const place = readCursor(cursor) as Partial<{ at: unknown; id: unknown }> | null;
  if (place === null) return null;
  const at = typeof place.at === 'string' ? new Date(place.at) : new Date(Number.NaN);
  if (typeof place.id === 'string' && !Number.isNaN(at.getTime())) return { at, id: place.id };
  throw badCursor();
}
