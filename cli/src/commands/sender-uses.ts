import type { AnswerOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findSenderOrOnly } from '../find/find.ts';
import { plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

const listed = (names: readonly string[]) =>
  names.length === 0 ? 'none' : names.map((name) => plain(name)).join(', ');

/** What stands on a number: programs, pools, campaigns and keywords. */
export function sayUses({
  programs,
  pools,
  campaigns,
  keywords,
}: AnswerOf<'/v1/senders/{id}/uses', 'get'>): string[] {
  const lines = [
    `programs: ${listed(programs.map(({ name }) => name))}`,
    `pools: ${listed(pools.map(({ name }) => name))}`,
  ];
  if (campaigns !== null)
    lines.push(`campaigns: ${listed(campaigns.map(({ name, status }) => `${name} (${status})`))}`);
  if (keywords !== null) lines.push(`keywords: ${listed(keywords.map(wordsOf))}`);
  return lines;
}

const wordsOf = ({ words, is_for_all_numbers }: { words: string[]; is_for_all_numbers: boolean }) =>
  `${words.join('/') || 'anything else'}${is_for_all_numbers ? ' (all numbers)' : ''}`;

const sayPace = (perSecond: number) => `${perSecond} ${perSecond === 1 ? 'part' : 'parts'} a second`;

type PaceWish = { perSecond?: string; perMinute?: string; perDay?: string };
const secondsOf = { perSecond: 1, perMinute: 60, perDay: 86_400 } as const;

/** How fast a number may send, in whichever unit its carrier says it. */
export async function setSenderPace(desk: Desk, wanted: string, wish: PaceWish): Promise<ExitCode> {
  const partsPerSecond = readPace(wish);
  return orBlocked(async () => {
    const id = await findSenderOrOnly(desk, wanted);
    const sender = await desk.tidings.call('put', '/v1/senders/{id}/pace', {
      ...{ path: { id }, body: { parts_per_second: partsPerSecond } },
    });
    desk.voice.answer(
      sender,
      () => `${sender.number} sends ${sayPace(sender.parts_per_second)} from now on.`,
    );
    return exitCodes.ok;
  });
}

function readPace(wish: PaceWish): number {
  const given = (['perSecond', 'perMinute', 'perDay'] as const).filter((unit) => wish[unit] !== undefined);
  const [unit] = given;
  if (unit === undefined || given.length > 1)
    throw misuse('Say the pace in one unit: --per-second, --per-minute or --per-day.');
  const parts = Number(wish[unit]);
  if (!Number.isFinite(parts) || parts <= 0) throw misuse('A pace is a number of parts above 0.');
  return parts / secondsOf[unit];
}
