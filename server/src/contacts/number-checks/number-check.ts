import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import type { JsonValue } from '../../platform/canonical-json.ts';
import { Invalid } from '../../platform/errors.ts';

export const lineTypes = ['mobile', 'landline', 'voip', 'toll_free', 'other'] as const;
export type LineType = (typeof lineTypes)[number];
export type UnreachableReason = 'landline' | 'invalid_number';

/** What a source says of one number. What it says nothing of is null, and leaves what is known alone. */
export type NumberFinding = {
  readonly number: string;
  readonly lineType: LineType | null;
  /** When the number was last given up for good, so that another may have it since. */
  readonly disconnectedAt: Date | null;
  /** When it was last found to be the same person's. */
  readonly verifiedAt: Date | null;
  /** No phone is behind it. */
  readonly isInvalid: boolean;
};

/**
 * Where findings come from: a file or an API call today, a look-up at a carrier or the Reassigned Numbers Database tomorrow. It
 * hands them over page by page, so that a million numbers need the memory of one page.
 */
export interface NumberSource {
  /** As it stands on record: `file: numbers.csv`, `carrier receipt`. */
  readonly name: string;
  pages(): AsyncIterable<readonly NumberFinding[]> | Iterable<readonly NumberFinding[]>;
}

export type NumberCheck = {
  readonly number: string;
  readonly lineType: LineType | null;
  readonly unreachableReason: UnreachableReason | null;
  readonly unreachableUntil: Date | null;
  readonly disconnectedAt: Date | null;
  readonly verifiedAt: Date | null;
  /** How often carriers have said so since anything newer was known, and when last. */
  readonly failures: number;
  readonly failedAt: Date | null;
  readonly source: string;
  readonly checkedAt: Date;
};

// A number that nobody has is given out again after 45 days at the earliest, and after some months as a rule; then it is asked anew.
const invalidForDays = 90;
// Landlines are moved to mobiles now and then.
const landlineForDays = 365;
const dayMs = 86_400_000;

/** Why no text reaches the number, and until when that is believed. */
export function unreachableBy(
  { lineType, isInvalid }: Pick<NumberFinding, 'lineType' | 'isInvalid'>,
  at: Date,
): { readonly reason: UnreachableReason; readonly until: Date } | null {
  if (isInvalid) return { reason: 'invalid_number', until: new Date(at.getTime() + invalidForDays * dayMs) };
  if (lineType !== 'landline') return null;
  return { reason: 'landline', until: new Date(at.getTime() + landlineForDays * dayMs) };
}

export type WrittenFinding = {
  readonly number: string;
  readonly line_type?: LineType | undefined;
  readonly disconnected_on?: string | undefined;
  readonly verified_on?: string | undefined;
  readonly is_invalid?: boolean | undefined;
};

/** Reads what somebody brings. What cannot be read is refused by its place, all of it at once. */
export function readFindings(
  written: readonly WrittenFinding[],
  country: string,
  now: Date,
): NumberFinding[] {
  const defaultCountry = isCountryCode(country) ? country : undefined;
  const problems: { pointer: string; code: string; detail: string }[] = [];
  const findings = written.map((one, at): NumberFinding => {
    const refuse = (field: string, detail: string) =>
      problems.push({ pointer: `/numbers/${at}/${field}`, code: 'number_check.unreadable', detail });
    const parsed = parseNumber(one.number, { defaultCountry });
    if (!parsed.ok) refuse('number', parsed.sentence);
    const isEmpty = !one.line_type && !one.disconnected_on && !one.verified_on && !one.is_invalid;
    if (isEmpty)
      refuse('', 'Say something of the number: line_type, disconnected_on, verified_on or is_invalid.');
    const day = (field: 'disconnected_on' | 'verified_on', endsDay: boolean) => {
      const text = one[field];
      if (text === undefined) return null;
      const date = new Date(`${text}T${endsDay ? '23:59:59.999' : '00:00:00'}Z`);
      const isDay = !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
      if (!isDay) refuse(field, `“${text}” is no day, such as 2026-11-24.`);
      else if (Date.parse(`${text}T00:00:00Z`) > now.getTime()) refuse(field, `${text} is still to come.`);
      return isDay ? date : null;
    };
    return {
      number: parsed.ok ? parsed.e164 : '',
      lineType: one.line_type ?? null,
      // The day counts whole: consent of that very day may be of the owner before.
      disconnectedAt: day('disconnected_on', true),
      verifiedAt: day('verified_on', false),
      isInvalid: one.is_invalid ?? false,
    };
  });
  if (problems.length === 0) return findings;
  const first = problems[0];
  const sentence =
    problems.length === 1
      ? `Nothing was taken: ${first?.detail}`
      : `Nothing was taken: ${problems.length} entries cannot be read. The first: ${first?.detail}`;
  throw new Invalid('number_check.unreadable', sentence, problems.slice(0, 100));
}

export const toAudit = (source: string, count: number): Record<string, JsonValue> => ({
  source,
  numbers: count,
});
