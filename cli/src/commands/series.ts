import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { formatTime } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { checkedCampaign } from './launch-campaign.ts';
import { type SpreadOptions, spreadOf } from './schedule-campaign.ts';

export type RepeatOptions = SpreadOptions & {
  readonly rule: string;
  readonly time: string;
  readonly zone?: string;
  readonly from?: string;
  readonly past?: 'now' | 'next_day' | 'skip';
  readonly mostPeople?: number;
};

type Series = AnswerOf<'/v1/campaign-series/{id}', 'get'>;

/** Checks what is a draft, and lets it come again by a rule. */
export async function repeatCampaign(desk: Desk, wanted: string, options: RepeatOptions): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  await checkedCampaign(desk, id);
  const { rule, time, zone, from, past, mostPeople } = options;
  const series = await desk.tidings.call('post', '/v1/campaigns/{id}/series', {
    path: { id },
    body: {
      ...{ rule, time },
      ...(zone !== undefined && { zone }),
      ...(from !== undefined && { from }),
      ...(past !== undefined && { past }),
      ...spreadOf(options),
      ...(mostPeople !== undefined && { most_people: mostPeople }),
    },
  });
  desk.voice.answer(series, () => tell(desk, series));
  return exitCodes.ok;
}

export async function listSeries(desk: Desk): Promise<ExitCode> {
  const page = await desk.tidings.call('get', '/v1/campaign-series', {});
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'campaign', 'rule', 'at', 'clock', 'state', 'next'],
      page.data.map(({ id, campaign_id, rule, time, zone, state, coming }) => [
        ...[id, campaign_id, rule, time, zone ?? 'each person’s', state],
        coming[0] ? formatTime(coming[0].at) : null,
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function showSeries(desk: Desk, id: string, { stop }: { stop?: boolean }): Promise<ExitCode> {
  const series = stop
    ? await desk.tidings.call('post', '/v1/campaign-series/{id}/stop', { path: { id } })
    : await desk.tidings.call('get', '/v1/campaign-series/{id}', { path: { id } });
  desk.voice.answer(series, () => tell(desk, series));
  return exitCodes.ok;
}

function tell(desk: Desk, { id, rule, time, zone, state, sentence, coming, made }: Series): string {
  const clock = zone === null ? 'on the clock of each person' : `in ${zone}`;
  return [
    `${id} (${state}): ${rule} at ${time} ${clock}.${sentence === null ? '' : ` ${sentence}`}`,
    ...coming.map(
      ({ day, at, sentence: said }) => `  ${day}  from ${formatTime(at)}${said === null ? '' : `  ${said}`}`,
    ),
    ...(made.length === 0
      ? []
      : [
          printTable(
            ['day', 'campaign', 'state', ''],
            made.map(({ day, campaign_id, state: of, sentence: said }) => [day, campaign_id, of, said]),
            desk.voice.paint,
          ),
        ]),
  ].join('\n');
}
