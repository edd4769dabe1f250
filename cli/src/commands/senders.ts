import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findGateway, findSenderOrOnly } from '../find/find.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

const percent = (share: number | null) => (share === null ? null : `${Math.round(share * 100)} %`);

/** How the texts of each number fare. Ends with 7 where one is to be looked at. */
export async function showSenderHealth(desk: Desk): Promise<ExitCode> {
  const health = await desk.tidings.call('get', '/v1/sender-health');
  desk.voice.answer(health, () =>
    health.data.length === 0
      ? 'Nothing has been measured yet: it is, every five minutes, once texts have left.'
      : printTable(
          ['number', 'state', 'texts', 'arrived', 'filtered', 'rests until', ''],
          health.data.map((one) => [
            ...[one.number, one.state, String(one.texts), percent(one.delivered), percent(one.filtered)],
            ...[one.rests_until, plain(one.sentence)],
          ]),
          desk.voice.paint,
        ),
  );
  const isWell = health.data.every(({ state }) => state === 'ok' || state === 'unknown');
  return isWell ? exitCodes.ok : exitCodes.warned;
}

export async function restSender(
  desk: Desk,
  wanted: string,
  given: { hours?: string; reason?: string },
): Promise<ExitCode> {
  const hours = Number(given.hours ?? 24);
  if (!Number.isInteger(hours) || hours < 0 || hours > 720)
    throw misuse('--hours is a whole number from 0, which ends its rest, to 720.');
  return orBlocked(async () => {
    const id = await findSenderOrOnly(desk, wanted);
    const health = await desk.tidings.call('put', '/v1/senders/{id}/rest', {
      path: { id },
      body: { hours, ...(given.reason !== undefined && { reason: given.reason }) },
    });
    desk.voice.answer(health, () =>
      hours === 0 ? 'Its rest is over.' : `Pools pass it over until ${health.rests_until}.`,
    );
    return exitCodes.ok;
  });
}

const outcomes = {
  added: 'a sender now',
  known: 'a sender already',
  elsewhere: 'a sender at another account: add a route to this one',
  no_texts: 'sends no texts at its carrier',
  not_a_number: 'nothing that texts can come from',
} as const;

/** Makes senders of the numbers that an account has at its carrier. */
export async function bringNumbers(
  desk: Desk,
  wanted: string,
  { dryRun = false }: { dryRun?: boolean },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const id = await findGateway(desk, wanted);
    const brought = await desk.tidings.call('post', '/v1/gateways/{id}/numbers', {
      ...{ path: { id }, body: { dry_run: dryRun } },
    });
    desk.voice.answer(brought, () =>
      printTable(
        ['number', 'kind', 'parts/s', 'what becomes of it', 'called'],
        brought.data.map(({ number, kind, parts_per_second: pace, outcome, label }) => [
          ...[number, kind, pace === null ? null : String(pace)],
          dryRun && outcome === 'added' ? 'would be a sender' : outcomes[outcome],
          label === null ? null : plain(label),
        ]),
        desk.voice.paint,
      ),
    );
    return exitCodes.ok;
  });
}
