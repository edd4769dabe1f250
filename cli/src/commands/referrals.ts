import type { Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly } from '../find/find.ts';
import { findContact } from '../find/find-contact.ts';
import { findKeyword } from '../find/find-keyword.ts';
import { countOf, formatTime } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

type Scheme = Schemas['ReferralScheme'];

export async function listSchemes(desk: Desk, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/referral-schemes', {}), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'state', 'codes', 'friends rewarded', 'waiting', 'refused'],
      page.data.map((one) => [
        ...[one.id, plain(one.name), one.state, one.counts.codes],
        ...[one.counts.rewarded, one.counts.waiting, one.counts.refused],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

const said = (desk: Desk, one: Scheme): ExitCode => {
  desk.voice.answer(
    one,
    () =>
      `${one.id} (${one.state}) ${plain(one.name)}: ${countOf(one.counts.codes, 'code', 'codes')}, ${one.counts.rewarded} friends rewarded, ${one.counts.waiting} waiting, ${one.counts.refused} refused. Rewards, in turn: ${one.reward_pools.join(', ')}.`,
  );
  return exitCodes.ok;
};

export type SchemeOptions = {
  readonly name: string;
  readonly program?: string;
  readonly ask?: string;
  readonly join: string;
  readonly reward: readonly string[];
  readonly body: string;
};

export async function createScheme(desk: Desk, options: SchemeOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = {
      ...{ name: options.name, reward_pools: [...options.reward], reward_body: options.body },
      program_id: await findProgramOrOnly(desk, options.program),
      join_keyword_id: await findKeyword(desk, options.join),
      ...(options.ask !== undefined && { ask_keyword_id: await findKeyword(desk, options.ask) }),
    };
    return said(desk, await desk.tidings.call('post', '/v1/referral-schemes', { body }));
  });
}

export async function showScheme(desk: Desk, id: string): Promise<ExitCode> {
  return said(desk, await desk.tidings.call('get', '/v1/referral-schemes/{id}', { path: { id } }));
}

export const switchScheme = (desk: Desk, id: string, state: 'on' | 'off'): Promise<ExitCode> =>
  orBlocked(async () =>
    said(
      desk,
      await desk.tidings.call('put', '/v1/referral-schemes/{id}/state', { path: { id }, body: { state } }),
    ),
  );

export async function giveCode(desk: Desk, id: string, person: string): Promise<ExitCode> {
  return orBlocked(async () => {
    const body = { contact_id: await findContact(desk, person) };
    const own = await desk.tidings.call('post', '/v1/referral-schemes/{id}/codes', { path: { id }, body });
    desk.voice.answer(
      own,
      () =>
        `${own.code}: friends text ${own.join_word} ${own.code} to ${own.number ?? 'your number'}.\n${own.link ?? ''}`,
    );
    return exitCodes.ok;
  });
}

export async function listReferrals(desk: Desk, id: string, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(
    desk.tidings.each('/v1/referral-schemes/{id}/referrals', { path: { id } }),
    limit,
  );
  desk.voice.answer(page, () =>
    printTable(
      ['friend', 'code', 'whose', 'state', 'reason', 'written'],
      page.data.map((one) => [
        ...[
          one.friend_number,
          one.code,
          one.owner_id ?? '—',
          one.state,
          one.reason ?? '',
          formatTime(one.written_at),
        ],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}
