import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findGateway, findPool, findSenderOrOnly } from '../find/find.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

const senderKinds = ['long_code', 'toll_free', 'short_code', 'alphanumeric'] as const;
const lanes = ['emergency', 'otp', 'transactional', 'conversational', 'marketing'] as const;

export async function listRoutes(desk: Desk): Promise<ExitCode> {
  const [routes, gateways, senders] = await Promise.all([
    desk.tidings.call('get', '/v1/routes'),
    desk.tidings.call('get', '/v1/gateways'),
    desk.tidings.call('get', '/v1/senders'),
  ]);
  const nameOf = new Map(gateways.data.map(({ id, name }) => [id, name]));
  const numberOf = new Map(senders.data.map(({ id, number }) => [id, number]));
  desk.voice.answer(routes, () =>
    printTable(
      ['id', 'rank', 'of', 'by', 'countries', 'lanes'],
      routes.data.map((route) => [
        ...[route.id, String(route.rank)],
        route.sender_id === null
          ? `every ${route.sender_kind}`
          : (numberOf.get(route.sender_id) ?? route.sender_id),
        nameOf.get(route.gateway_id) ?? route.gateway_id,
        route.countries?.join(' ') ?? 'all',
        route.lanes?.join(' ') ?? 'all',
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export type RouteWishes = {
  readonly sender?: string;
  readonly kind?: string;
  readonly country?: readonly string[];
  readonly lane?: readonly string[];
  readonly rank?: string;
};

export async function addRoute(desk: Desk, wanted: string, wish: RouteWishes): Promise<ExitCode> {
  if ((wish.sender === undefined) === (wish.kind === undefined))
    throw misuse(
      'Say whose texts: --sender NUMBER, or --kind long_code (toll_free, short_code, alphanumeric).',
    );
  const kind = wish.kind === undefined ? null : oneOf('--kind', senderKinds, wish.kind);
  const rank = readRank(wish.rank);
  const countries = wish.country?.map((one) => one.toUpperCase()) ?? null;
  const named = wish.lane?.map((one) => oneOf('--lane', lanes, one)) ?? null;
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/routes', {
      body: {
        gateway_id: await findGateway(desk, wanted),
        sender_id: wish.sender === undefined ? null : await findSenderOrOnly(desk, wish.sender),
        ...{ sender_kind: kind, countries, lanes: named, rank },
      },
    });
    desk.voice.answer(made, () => `Added ${made.id}, rank ${made.rank}.`);
    return exitCodes.ok;
  });
}

export async function removeRoute(desk: Desk, id: string): Promise<ExitCode> {
  return orBlocked(async () => {
    await desk.tidings.call('delete', '/v1/routes/{id}', { path: { id } });
    desk.voice.answer({ id, removed: true }, () => 'Removed. What waits takes the other routes.');
    return exitCodes.ok;
  });
}

export type TrialWishes = {
  readonly sender?: string;
  readonly pool?: string;
  readonly lane?: string;
  readonly parts?: string;
};

/** Says how a text to a number would leave now. Ends with 6 where it would not. */
export async function testRoute(desk: Desk, number: string, wish: TrialWishes): Promise<ExitCode> {
  const parts = Number(wish.parts ?? 1);
  if (!Number.isInteger(parts) || parts < 1 || parts > 10) throw misuse('--parts is a number from 1 to 10.');
  const lane = wish.lane === undefined ? undefined : oneOf('--lane', lanes, wish.lane);
  return orBlocked(async () => {
    const tried = await desk.tidings.call('post', '/v1/routes/test', {
      body: {
        number: `+${number.replace(/\D/g, '')}`,
        parts,
        ...(lane && { lane }),
        ...(wish.sender !== undefined && { sender_id: await findSenderOrOnly(desk, wish.sender) }),
        ...(wish.pool !== undefined && { pool_id: await findPool(desk, wish.pool) }),
      },
    });
    desk.voice.answer(tried, () => tellTrial(desk, tried));
    return tried.gateway_id === null ? exitCodes.blocked : exitCodes.ok;
  });
}

type Trial = {
  number: string;
  gateway: string | null;
  sender: string | null;
  cost: string | null;
  currency: string | null;
  because: string;
  candidates: readonly {
    sender: string;
    gateway: string;
    rank: number;
    price_per_part: string | null;
    why_not: { code: string; sentence: string } | null;
  }[];
};

function tellTrial(
  desk: Desk,
  { number, gateway, sender, cost, currency, because, candidates }: Trial,
): string {
  const price = cost === null ? '' : `, ${cost} ${currency}`;
  const how =
    gateway === null
      ? `${number} → nothing leaves: ${plain(because)}`
      : `${number} → gateway ${plain(gateway)}, sender ${plain(sender ?? '')}${price}, because: ${plain(because)}`;
  const others = printTable(
    ['sender', 'gateway', 'rank', 'a part', 'why not'],
    candidates.map((one) => [
      ...[plain(one.sender), plain(one.gateway), String(one.rank), one.price_per_part],
      one.why_not === null ? 'this one' : plain(one.why_not.sentence),
    ]),
    desk.voice.paint,
  );
  return candidates.length === 0 ? how : `${how}\n\n${others}`;
}

/** Lets nothing more leave by an account, or ends that, and says what is still on its way. */
export async function drainGateway(
  desk: Desk,
  wanted: string,
  { end = false }: { end?: boolean },
): Promise<ExitCode> {
  const id = await findGateway(desk, wanted);
  return orBlocked(async () => {
    const path = { path: { id } };
    const drain = end
      ? await desk.tidings.call('delete', '/v1/gateways/{id}/drain', path)
      : await desk.tidings.call('put', '/v1/gateways/{id}/drain', path);
    desk.voice.answer(drain, () => {
      if (end) return 'Texts leave by it again.';
      if (drain.is_empty) return 'Nothing more leaves by it, and nothing is on its way.';
      return `Nothing more leaves by it. On the wire: at most ${drain.announced}. To be asked for: ${drain.asked}. Run this again to see it become empty.`;
    });
    return exitCodes.ok;
  });
}

function readRank(given: string | undefined): number {
  const rank = Number(given ?? 200);
  if (Number.isInteger(rank) && rank >= 1 && rank <= 999) return rank;
  throw misuse(
    '--rank is a number from 1 to 999; the lowest that is open goes first, and a number’s own account has 100.',
  );
}

function oneOf<T extends string>(option: string, known: readonly T[], given: string): T {
  const found = known.find((one) => one === given.toLowerCase());
  if (found) return found;
  throw misuse(`${option} is one of: ${known.join(', ')}.`);
}
