import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { findProgram } from '../find/find.ts';
import { misuse } from '../refusal.ts';

export type ImportOptions = {
  readonly list?: string;
  readonly tag?: readonly string[];
  readonly country?: string;
  readonly program?: string;
  readonly consent?: string;
  readonly evidence?: string;
  readonly date?: string;
  readonly historicConsent?: string;
  readonly tracking?: string;
  readonly trackingEverybody?: string;
  readonly map?: readonly string[];
  readonly duplicates?: 'update' | 'fill' | 'skip';
  readonly errors?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
};

export type CheckBody = NonNullable<BodyOf<'/v1/imports/{id}/check', 'post'>>;

/** Everything that can be refused without the server is refused here, before a long upload. */
export async function readImportOptions(desk: Desk, options: ImportOptions): Promise<CheckBody> {
  const consent = readConsent(options);
  const mapping = readMapping(options.map ?? []);
  const country = options.country === undefined ? undefined : readCountry(options.country);
  return {
    ...(country === undefined ? {} : { default_country: country }),
    ...(options.list === undefined ? {} : { list: options.list }),
    ...(options.tag === undefined ? {} : { tags: [...options.tag] }),
    ...(options.program === undefined ? {} : { program_id: await findProgram(desk, options.program) }),
    ...(consent === undefined ? {} : { consent }),
    ...(options.historicConsent === undefined ? {} : { historic_consent: options.historicConsent }),
    ...readTracking(options),
    ...(mapping === undefined ? {} : { mapping }),
    ...(options.duplicates === undefined ? {} : { duplicates: options.duplicates }),
  };
}

function readTracking({ tracking, trackingEverybody }: ImportOptions): Pick<CheckBody, 'tracking'> {
  if (tracking !== undefined && trackingEverybody !== undefined)
    throw misuse(
      'Say what shows it once: with --tracking for whom the file names, or with --tracking-everybody.',
    );
  if (trackingEverybody !== undefined) return { tracking: { evidence: trackingEverybody, everybody: true } };
  return tracking === undefined ? {} : { tracking: { evidence: tracking } };
}

export function readConsent({ consent, evidence, date }: ImportOptions): CheckBody['consent'] {
  if (consent === undefined || consent === 'columns' || consent === 'none') {
    if (evidence === undefined && date === undefined) return consent;
    throw misuse(
      '--evidence and --date belong to --consent METHOD, such as: --consent paper --evidence "Forms, box 12" --date 2026-03-01.',
    );
  }
  if (evidence === undefined) {
    throw misuse(
      `--consent ${consent} attests how people agreed, so say with --evidence what shows it and where it is kept.`,
    );
  }
  if (date !== undefined && !isDate(date)) throw misuse('--date is written as 2026-11-24.');
  return { method: consent, evidence, ...(date === undefined ? {} : { date }) };
}

function isDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(text).toJSON()?.slice(0, 10) === text;
}

function readCountry(text: string): string {
  const country = text.toUpperCase();
  if (/^[A-Z]{2}$/.test(country)) return country;
  throw misuse('--country is two letters, such as US.');
}

/** The last `=` parts them, because a column may be called anything. */
function readMapping(pairs: readonly string[]): Record<string, string> | undefined {
  if (pairs.length === 0) return undefined;
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.lastIndexOf('=');
      if (at > 0 && at < pair.length - 1) return [pair.slice(0, at), pair.slice(at + 1)];
      throw misuse(`--map is written as COLUMN=FIELD, such as "Cell phone=number"; ${pair} is not.`);
    }),
  );
}
