import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findGateway, findSenderOrOnly } from '../find/find.ts';
import { formatCount } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';
import { sayUses } from './sender-uses.ts';

/** Numbers as things one manages: added by hand, shown whole, changed. */

const kinds = ['long_code', 'toll_free', 'short_code', 'alphanumeric'] as const;
// What carriers allow a number of its kind until they have said more.
const usualPace = { long_code: 1, toll_free: 3, short_code: 100, alphanumeric: 10 } as const;

export type SenderWishes = {
  readonly label?: string;
  readonly mms?: string;
  readonly hosted?: string;
  readonly country?: string;
  readonly monthlyCost?: string;
  readonly partsPerSecond?: string;
};
export type NewSenderWishes = SenderWishes & { readonly kind: string };

/** Adds a number of an account. */
export async function addSender(
  desk: Desk,
  number: string,
  gateway: string,
  wish: NewSenderWishes,
): Promise<ExitCode> {
  const kind = kinds.find((one) => one === wish.kind);
  if (kind === undefined) throw misuse(`--kind is one of ${kinds.join(', ')}.`);
  const pace = readPace(wish.partsPerSecond) ?? usualPace[kind];
  const facts = readFacts(wish);
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/senders', {
      body: {
        ...{ gateway_id: await findGateway(desk, gateway), number: spelled(number), kind },
        ...{ parts_per_second: pace, ...facts },
      },
    });
    desk.voice.answer(
      made,
      () => `Added ${made.number} (${made.id}), ${formatCount(made.parts_per_second)} parts a second.`,
    );
    return exitCodes.ok;
  });
}

/** Changes what is said of a number, its pace among it. */
export async function changeSender(desk: Desk, wanted: string, wish: SenderWishes): Promise<ExitCode> {
  const pace = readPace(wish.partsPerSecond);
  const facts = readFacts(wish);
  if (pace === undefined && Object.keys(facts).length === 0)
    throw misuse(
      'Say what changes: --label, --mms, --hosted, --country, --monthly-cost or --parts-per-second.',
    );
  return orBlocked(async () => {
    const path = { id: await findSenderOrOnly(desk, wanted) };
    if (Object.keys(facts).length > 0)
      await desk.tidings.call('patch', '/v1/senders/{id}', { path, body: facts });
    if (pace !== undefined)
      await desk.tidings.call('put', '/v1/senders/{id}/pace', { path, body: { parts_per_second: pace } });
    const now = await desk.tidings.call('get', '/v1/senders/{id}', { path });
    desk.voice.answer(now, () => `${now.number}: ${tellFacts(now).join(', ')}.`);
    return exitCodes.ok;
  });
}

/** All that there is to know of a number: what it can do, what limits it, what it costs, its papers, how it fares and what stands on it. */
export async function showSender(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findSenderOrOnly(desk, wanted);
  const [sender, gateways, paces, papers, health, uses] = await Promise.all([
    desk.tidings.call('get', '/v1/senders/{id}', { path: { id } }),
    desk.tidings.call('get', '/v1/gateways'),
    desk.tidings.call('get', '/v1/paces'),
    desk.tidings.call('get', '/v1/sender-papers'),
    desk.tidings.call('get', '/v1/sender-health'),
    desk.tidings.call('get', '/v1/senders/{id}/uses', { path: { id } }),
  ]);
  const gateway = gateways.data.find((one) => one.id === sender.gateway_id) ?? null;
  const limits = paces.data.filter((pace) => isLimitOf(pace, sender));
  const paper = papers.data.find(({ sender_id: of }) => of === id) ?? null;
  const fares = health.data.find(({ sender_id: of }) => of === id) ?? null;
  desk.voice.answer({ ...sender, gateway, limits, papers: paper, health: fares, uses }, () =>
    [
      `${sender.id}  ${sender.number}  (${sender.kind})`,
      `  account: ${gateway === null ? sender.gateway_id : plain(gateway.name)}`,
      ...tellFacts(sender).map((one) => `  ${one}`),
      ...limits.map((limit) => `  ${tellLimit(limit)}`),
      `  papers: ${paper === null ? 'not known' : plain(paper.sentence)}`,
      `  health: ${fares === null ? 'not measured yet' : `${fares.state}, ${plain(fares.sentence)}`}`,
      ...(fares?.rests_until
        ? [`  rests until ${fares.rests_until}${fares.rest_reason ? `: ${plain(fares.rest_reason)}` : ''}`]
        : []),
      ...sayUses(uses).map((line) => `  ${line}`),
    ].join('\n'),
  );
  return exitCodes.ok;
}

type Facts = {
  label: string | null;
  can_mms: boolean | null;
  is_hosted: boolean;
  country: string | null;
  monthly_cost: { amount: string; currency: string } | null;
  registration: string | null;
};

const tellFacts = ({
  label,
  country,
  registration,
  can_mms: mms,
  is_hosted: hosted,
  monthly_cost: cost,
}: Facts) => [
  ...(label === null ? [] : [`called “${oneLine(label)}”`]),
  mms === null ? 'pictures: as the account' : mms ? 'pictures: yes' : 'pictures: no, as a link',
  ...(country === null ? [] : [`texts people in ${country} alone`]),
  ...(hosted ? ['hosted: its texts alone are at this carrier'] : []),
  cost === null ? 'costs a month: not known' : `costs ${cost.amount} ${cost.currency} a month`,
  ...(registration === null ? [] : [`registration: ${registration}`]),
];

type Limit = {
  level: 'sender' | 'registration' | 'gateway' | 'workspace' | 'campaign';
  subject: string;
  parts_per_second: number;
  parts_per_day: number | null;
  parts_today: number;
};

/** Those that a text from this number is counted by. */
const isLimitOf = (
  { level, subject }: Limit,
  { id, gateway_id: gateway, registration }: { id: string; gateway_id: string; registration: string | null },
): boolean =>
  level === 'workspace' ||
  subject === id ||
  subject === gateway ||
  (registration !== null && subject.startsWith(`${registration}:`));

function tellLimit({
  level,
  subject,
  parts_per_second: second,
  parts_per_day: day,
  parts_today: today,
}: Limit) {
  const whose =
    level === 'registration' ? `its registration at ${subject.split(':').at(-1)}` : levelNames[level];
  return day === null
    ? `limit of ${whose}: ${formatCount(second)} parts a second`
    : `limit of ${whose}: ${formatCount(day)} parts a day, ${formatCount(today)} today`;
}

const levelNames = {
  ...{ sender: 'the number', gateway: 'the account', workspace: 'the workspace', campaign: 'a campaign' },
};

function readPace(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const pace = Number(text);
  if (Number.isFinite(pace) && pace > 0) return pace;
  throw misuse('--parts-per-second is a number above 0, such as 0.25 for one part in four seconds.');
}

function readFacts({ label, mms, hosted, country, monthlyCost }: SenderWishes) {
  return {
    ...(label !== undefined && { label: label.trim() === '' ? null : label.trim() }),
    ...(mms !== undefined && { can_mms: mms === 'unknown' ? null : mms === 'yes' }),
    ...(hosted !== undefined && { is_hosted: hosted === 'yes' }),
    ...(country !== undefined && { country: country.toUpperCase() }),
    ...(monthlyCost !== undefined && { monthly_cost: readCost(monthlyCost) }),
  };
}

function readCost(text: string): { amount: string; currency: string } | null {
  if (text.trim() === 'unknown') return null;
  const [, amount = '', currency = ''] =
    /^([0-9]{1,8}(?:\.[0-9]{1,4})?)\s?([A-Za-z]{3})$/.exec(text.trim()) ?? [];
  if (amount === '')
    throw misuse('--monthly-cost is an amount and its currency, such as "1.15 USD", or unknown.');
  return { amount, currency: currency.toUpperCase() };
}

// Names and short codes stay as they are; everything else is a number in some spelling.
const spelled = (number: string) =>
  /^[0-9]{4,6}$/.test(number) || /[A-Za-z]/.test(number) ? number : `+${number.replace(/\D/g, '')}`;
