import type { Priority, TraceEntry } from '@tidings/policy';
import { type HoursAnswer, isZone, openHours, policyPurposes } from '@tidings/policy/hours';
import { regionNames } from '@tidings/policy/places';
import { parseNumber } from '@tidings/sms/numbers';
import { getWorkspace } from '../accounts/index.ts';
import { findContactsByNumber } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { explainFrequency } from './explain-frequency.ts';
import { explainPermission, type PermissionFinding } from './explain-permission.ts';
import { loadOwnRules } from './policy.queries.ts';
import { whereaboutsOf } from './whereabouts.ts';

export type HoursQuestion = {
  readonly to: string;
  readonly purpose: string;
  readonly state: string | undefined;
  readonly zone: string | undefined;
  readonly at: Date;
  /** How much of the fatigue budget the text may use up. */
  readonly priority: Priority;
};

/** May a text arrive then, by the rules of this workspace and what it knows of the person: consent first, then how often, then the hour. */
export async function explainHours(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  question: HoursQuestion,
): Promise<HoursAnswer> {
  const { purpose, state, zone, at, priority } = question;
  refuseStrange(question);
  const { timeZone } = await getWorkspace(tx);
  const number = readNumber(question.to);
  const contact = (await findContactsByNumber(tx, [number])).get(number) ?? null;
  const where = whereaboutsOf(number, contact, timeZone);
  const asked = { ...where, region: state ?? where.region ?? null, zone: zone ?? where.zone ?? null };
  const own = await loadOwnRules(tx);
  const hours = openHours(own).explain({ ...asked, purpose }, at);
  const isKnown = contact !== null;
  const allowed = await explainPermission(ctx, tx, { number, purpose, at, isKnown });
  const { joined } = allowed;
  const permitted = { ...allowed, trace: [allowed.entry] };
  // Whoever may not be texted at all is not asked how often.
  if (!contact || !joined || allowed.decision === 'drop') return together(hours, permitted, at);
  const often = { contact, where: asked, purpose, priority, at, profile: own.profile, ...joined };
  return together(together(hours, await explainFrequency(tx, often), at), permitted, at);
}

type Finding = Pick<PermissionFinding, 'decision' | 'until'> & { readonly trace: readonly TraceEntry[] };

/** What one of them refuses is refused; what one of them holds is held, until the later of the two. */
function together(answer: HoursAnswer, finding: Finding, at: Date): HoursAnswer {
  const { decision, until = at } = finding;
  const trace = [...finding.trace, ...answer.trace];
  if (decision === 'drop' || answer.decision === 'drop') return { decision: 'drop', trace };
  if (decision === 'allow') return { ...answer, trace };
  const isLater = answer.decision === 'hold' && answer.until > until;
  return { decision: 'hold', until: isLater ? answer.until : until, trace };
}

/** Written with + and the country, a number is taken as it is: what cannot be texted has its answer here, too. */
function readNumber(to: string): string {
  const plain = to.replace(/[\s().-]/g, '');
  if (/^\+[1-9]\d{6,14}$/.test(plain)) return plain;
  const parsed = parseNumber(to, { defaultCountry: 'US' });
  if (parsed.ok) return parsed.e164;
  throw invalid(
    'policy.no_number',
    '/to',
    `“${to}” is no number. Write it with + and the country, such as +12125550101.`,
  );
}

function refuseStrange({ purpose, state, zone }: HoursQuestion): void {
  if (!policyPurposes.includes(purpose))
    throw invalid(
      'policy.no_purpose',
      '/purpose',
      `“${purpose}” is no purpose. The purposes are ${policyPurposes.join(', ')}.`,
    );
  if (state !== undefined && regionNames[state] === undefined)
    throw invalid(
      'policy.no_state',
      '/state',
      `“${state}” is no state or province. Use its two letters, such as FL or ON.`,
    );
  if (zone !== undefined && !isZone(zone))
    throw invalid(
      'policy.no_zone',
      '/zone',
      `“${zone}” is no time zone. Use its IANA name, such as America/New_York.`,
    );
}

const invalid = (code: string, pointer: string, sentence: string): Invalid =>
  new Invalid(code, sentence, [{ pointer, code, detail: sentence }]);
