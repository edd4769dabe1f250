import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { misuse } from '../refusal.ts';

type Options = { usDay?: string; cap?: readonly string[]; budget?: string };
type Policy = Awaited<ReturnType<typeof readPolicy>>;
const readPolicy = (desk: Desk) => desk.tidings.call('get', '/v1/policy/frequency', {});

/** How often one person may be texted; with options, what is named is changed and the rest stays. */
export async function frequency(desk: Desk, options: Options): Promise<ExitCode> {
  const known = await readPolicy(desk);
  const { usDay, cap = [], budget } = options;
  const isChange = usDay !== undefined || cap.length > 0 || budget !== undefined;
  const policy = isChange ? await change(desk, known, options) : known;
  desk.voice.answer(policy, () => tell(policy));
  return exitCodes.ok;
}

function change(desk: Desk, known: Policy, { usDay, cap = [], budget }: Options): Promise<Policy> {
  return desk.tidings.call('put', '/v1/policy/frequency', {
    body: {
      us_day_limit: usDay === undefined ? known.us_day_limit : usDay === 'law' ? null : readCount(usDay),
      caps: cap.length === 0 ? known.caps : cap.filter((one) => one !== 'none').map(readCap),
      fatigue_budget:
        budget === undefined ? known.fatigue_budget : budget === 'none' ? null : readWindow(budget),
    },
  });
}

/** `4/168h`, or `4/7d`. */
function readWindow(written: string): { texts: number; window_hours: number } {
  const match = /^(\d{1,4})\/(\d{1,3})([hd])$/.exec(written);
  if (!match) throw misuse(`“${written}” is no number of texts in a time. Write 4/7d or 2/24h.`);
  return { texts: Number(match[1]), window_hours: Number(match[2]) * (match[3] === 'd' ? 24 : 1) };
}

const scopes = ['person', 'brand', 'program'] as const;

/** `4/7d`, `4/7d:brand`, `1/30d:person:survey`. */
function readCap(written: string): Policy['caps'][number] {
  const [window = '', per = 'person', purpose = null] = written.split(':');
  const scope = scopes.find((one) => one === per);
  if (!scope) throw misuse(`“${per}” is nothing to count by. Write person, brand or program.`);
  return { ...readWindow(window), per: scope, purpose: purpose as Policy['caps'][number]['purpose'] };
}

function readCount(written: string): number {
  if (/^\d+$/.test(written)) return Number(written);
  throw misuse(`“${written}” is no number of texts. Write 1, 2 or 3, or law.`);
}

function tell({ us_day_limit: usDay, caps, fatigue_budget: budget, law }: Policy): string {
  const texts = (count: number) => `${count} text${count === 1 ? '' : 's'}`;
  return [
    `To a number of the US: ${texts(usDay ?? law.texts)} about one matter in ${law.window_hours} hours (${usDay === null ? 'the law' : 'stricter than the law'}).`,
    'Of a program: as many as it promises, in any 30 days.',
    ...caps.map(
      ({ texts: count, window_hours: hours, per, purpose }) =>
        `Of your own: ${texts(count)} in ${inWords(hours)} to one person${per === 'person' ? '' : ` of one ${per}`}${purpose ? `, ${purpose} alone` : ''}.`,
    ),
    budget
      ? `Fatigue budget: ${texts(budget.texts)} in ${inWords(budget.window_hours)}; low priority may use half of it, normal four fifths.`
      : 'No fatigue budget.',
  ].join('\n');
}

const inWords = (hours: number) => (hours % 24 === 0 ? `${hours / 24} days` : `${hours} hours`);
