import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign } from '../find/find.ts';
import { formatCount } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

/** What is known of the carriers behind the gateways. */
export async function listCarriers(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/carriers');
  const { paint } = desk.voice;
  desk.voice.answer({ data }, () =>
    [
      printTable(
        ['carrier', 'counts by', 'in a', 'adds a part', 'adds an MMS', 'says that it was too much by'],
        data.map((one) => [
          ...[one.name, one.counts, one.window, `$${one.fee_per_part}`, `$${one.fee_per_mms}`],
          Object.entries(one.over_limit)
            .map(([provider, codes]) => `${provider} ${codes.join(', ')}`)
            .join('; '),
        ]),
        paint,
      ),
      printTable(
        ['carrier', 'class', 'parts', 'pictures', 'a', 'for each'],
        data.flatMap(({ name, limits }) =>
          limits.map((limit) => [
            ...[
              name,
              limit.class,
              formatCount(limit.parts),
              limit.mms === null ? null : formatCount(limit.mms),
            ],
            ...[limit.window, limit.per],
          ]),
        ),
        paint,
      ),
      data.flatMap(({ name, habits }) => habits.map((habit) => `${name}: ${habit}`)).join('\n'),
    ].join('\n\n'),
  );
  return exitCodes.ok;
}

/** How a campaign fared with each carrier. */
export async function showCarriersOfCampaign(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCampaign(desk, wanted);
  const { data } = await desk.tidings.call('get', '/v1/campaigns/{id}/carriers', { path: { id } });
  const percent = (part: number, all: number) => (all === 0 ? null : `${Math.round((part / all) * 100)} %`);
  desk.voice.answer({ data }, () =>
    printTable(
      ['carrier', 'texts', 'arrived', 'bad', 'open', 'mostly because'],
      data.map(({ carrier, texts, delivered, bad, open, reasons }) => [
        ...[carrier ?? 'unknown', formatCount(texts), percent(delivered, texts)],
        ...[formatCount(bad), formatCount(open), reasons[0] ? plain(reasons[0].reason) : null],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}
