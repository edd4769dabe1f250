import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { checkedCampaign } from './launch-campaign.ts';

export type SpreadOptions = {
  readonly overMinutes?: number;
  readonly perMinute?: number;
  readonly perHour?: number;
  readonly perDay?: number;
};

export type ScheduleOptions = SpreadOptions & {
  readonly at?: string;
  readonly wall?: string;
  readonly zone?: string;
  readonly local?: string;
  readonly bestHours?: string;
  readonly fromHour?: number;
  readonly toHour?: number;
  readonly past?: 'now' | 'next_day' | 'skip';
  readonly recallMinutes?: number;
  readonly firstPeople?: number;
  readonly firstPercent?: number;
  readonly firstMinutes?: number;
  readonly confirmCount?: number;
  readonly mostPeople?: number;
};

type Schedule = AnswerOf<'/v1/campaigns/{id}/schedule', 'get'>;

/** Checks what is a draft, and says when it goes. Without an hour it goes now, or when the time to take it back is over. */
export async function scheduleCampaign(
  desk: Desk,
  wanted: string,
  options: ScheduleOptions,
): Promise<ExitCode> {
  const { bestHours, fromHour, toHour } = options;
  if (options.past && options.local === undefined && bestHours === undefined)
    throw misuse('--past is about the hours of people: give it with --local or --best-hours.');
  if ((fromHour !== undefined || toHour !== undefined) && bestHours === undefined)
    throw misuse('--from-hour and --to-hour bound the best hours of people: give them with --best-hours.');
  if (Number.isNaN(options.firstPercent)) throw misuse('--first-percent is a number such as 5.');
  if (options.zone && options.wall === undefined) throw misuse('--zone says whose clock --wall is on.');
  const id = await findCampaign(desk, wanted);
  const { version } = await checkedCampaign(desk, id);
  const { at, wall, zone, local, past, recallMinutes, confirmCount, mostPeople } = options;
  const { firstPeople, firstPercent, firstMinutes } = options;
  const schedule = await desk.tidings.call('put', '/v1/campaigns/{id}/schedule', {
    path: { id },
    body: {
      confirm_version: version,
      ...(at !== undefined && { at: readTime(at, '--at') }),
      ...(wall !== undefined && { wall }),
      ...(zone !== undefined && { zone }),
      ...(local !== undefined && { local }),
      ...(bestHours !== undefined && {
        best_hours: {
          day: bestHours,
          ...(fromHour !== undefined && { from: fromHour }),
          ...(toHour !== undefined && { to: toHour }),
        },
      }),
      ...(past !== undefined && { past }),
      ...(recallMinutes !== undefined && { recall_minutes: recallMinutes }),
      ...spreadOf(options),
      ...(firstPeople !== undefined && { first_people: firstPeople }),
      ...(firstPercent !== undefined && { first_percent: firstPercent }),
      ...(firstMinutes !== undefined && { first_minutes: firstMinutes }),
      ...(confirmCount !== undefined && { confirm_count: confirmCount }),
      ...(mostPeople !== undefined && { most_people: mostPeople }),
    },
  });
  desk.voice.answer(schedule, () => tell(desk, schedule));
  return codeOf(schedule);
}

export const spreadOf = ({ overMinutes, perMinute, perHour, perDay }: SpreadOptions) => ({
  ...(overMinutes !== undefined && { over_minutes: overMinutes }),
  ...(perMinute !== undefined && { per_minute: perMinute }),
  ...(perHour !== undefined && { per_hour: perHour }),
  ...(perDay !== undefined && { per_day: perDay }),
});

export async function showSchedule(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const schedule = await desk.tidings.call('get', '/v1/campaigns/{id}/schedule', { path: { id } });
  desk.voice.answer(schedule, () => tell(desk, schedule));
  return codeOf(schedule);
}

export async function unscheduleCampaign(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const schedule = await desk.tidings.call('delete', '/v1/campaigns/{id}/schedule', { path: { id } });
  desk.voice.answer(
    schedule,
    () => 'Taken back. Nobody was texted; it is checked and can be scheduled again.',
  );
  return exitCodes.ok;
}

const codeOf = ({ state }: Schedule): ExitCode =>
  state === 'failed' || state === 'missed' ? exitCodes.blocked : exitCodes.ok;

function tell(desk: Desk, schedule: Schedule): string {
  const { zones, sentences } = schedule;
  return [
    stateOf(schedule),
    ...sentences,
    ...(zones === null
      ? []
      : [
          printTable(
            ['zone', 'people', 'from'],
            zones.map(({ zone, people, at }) => [zone, people, at === null ? 'left out' : formatTime(at)]),
            desk.voice.paint,
          ),
        ]),
  ].join('\n');
}

function stateOf({
  campaign_id: id,
  state,
  starts_at: startsAt,
  last_at: lastAt,
  most_people: most,
  sentence,
}: Schedule) {
  if (state === 'started')
    return `It started ${formatTime(startsAt)}.\nFollow it: tidings campaign status ${id} --watch`;
  if (state !== 'armed') return `It is not scheduled any more (${state}). ${sentence ?? ''}`.trimEnd();
  const until =
    lastAt === startsAt ? '' : `, and the last of its people get it from ${formatTime(lastAt)} on`;
  return `It starts ${formatTime(startsAt)}${until}. At most ${countOf(most, 'person', 'people')} will be texted.\nTake it back: tidings campaign unschedule ${id}`;
}
