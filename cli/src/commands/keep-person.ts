import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findLists, findProgram } from '../find/find.ts';
import { findContact } from '../find/find-contact.ts';
import { oneLine } from '../print/plain.ts';
import { readPairs } from '../read-pairs.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';

export type FactOptions = {
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
  readonly country?: string;
  readonly region?: string;
  readonly zone?: string;
  readonly field?: readonly string[];
};

export type AddOptions = FactOptions & {
  readonly putOn?: readonly string[];
  readonly tagAs?: readonly string[];
  readonly program?: string;
  readonly method?: string;
  readonly agreedAt?: string;
  readonly words?: string;
};

/** One person by hand. Without consent they are kept and not texted. */
export async function addPerson(desk: Desk, number: string, options: AddOptions): Promise<ExitCode> {
  const { putOn = [], tagAs = [] } = options;
  const fields = readPairs(options.field, '--field');
  const consent = await readConsent(desk, options);
  const person = await desk.tidings.call('post', '/v1/contacts', {
    body: {
      number,
      ...factsOf(options),
      ...(fields && { fields }),
      ...(putOn.length > 0 && { lists: await findLists(desk, putOn) }),
      ...(tagAs.length > 0 && { tags: [...tagAs] }),
      ...(consent && { consent }),
    },
  });
  desk.voice.answer(person, () => {
    const who = `${oneLine(person.name ?? person.number)} is on file as ${person.id}.`;
    return `${who} ${outcomes[person.consent ?? 'none']}`;
  });
  return exitCodes.ok;
}

const outcomes = {
  granted: 'Their consent is on record.',
  unchanged: 'They had agreed before.',
  opted_out: 'They had opted out before, which nobody else can undo: they are not texted.',
  none: 'Without consent they are kept and not texted.',
} as const;

async function readConsent(
  desk: Desk,
  { program, method, agreedAt, words }: AddOptions,
): Promise<BodyOf<'/v1/contacts', 'post'>['consent']> {
  if (program === undefined && method === undefined && agreedAt === undefined && words === undefined)
    return undefined;
  if (program === undefined || method === undefined || agreedAt === undefined)
    throw misuse('Consent takes --program, --method and --agreed-at together: to what, how and when.');
  return {
    program_id: await findProgram(desk, program),
    method,
    occurred_at: readTime(agreedAt, '--agreed-at'),
    ...(words !== undefined && { words_shown: words }),
  };
}

export type ChangeOptions = FactOptions & {
  readonly language?: string;
  readonly clear?: readonly string[];
  readonly revision?: string;
};

const facts = ['first_name', 'last_name', 'email', 'language', 'country', 'region', 'time_zone'] as const;
const isFact = (name: string): name is (typeof facts)[number] => (facts as readonly string[]).includes(name);

/** Corrects what is on file. `--clear` takes a value away: one that everybody has, or a column of the business's own. */
export async function changePerson(desk: Desk, wanted: string, options: ChangeOptions): Promise<ExitCode> {
  const { clear = [], language, revision } = options;
  const own: Record<string, string | null> = { ...readPairs(options.field, '--field') };
  for (const name of clear) if (!isFact(name)) own[name] = null;
  const change = {
    ...factsOf(options),
    ...(language !== undefined && { language }),
    ...Object.fromEntries(clear.filter(isFact).map((name) => [name, null])),
    ...(Object.keys(own).length > 0 && { fields: own }),
  };
  if (Object.keys(change).length === 0)
    throw misuse('Say what to change, such as --first-name Ada, --field store=Harbor or --clear email.');
  const person = await desk.tidings.call('patch', '/v1/contacts/{id}', {
    path: { id: await findContact(desk, wanted) },
    body: { ...change, ...(revision !== undefined && { revision }) },
  });
  desk.voice.answer(person, () => `${oneLine(person.name ?? person.number)} is kept as it is said now.`);
  return exitCodes.ok;
}

function factsOf({ firstName, lastName, email, country, region, zone }: FactOptions) {
  return {
    ...(firstName !== undefined && { first_name: firstName }),
    ...(lastName !== undefined && { last_name: lastName }),
    ...(email !== undefined && { email }),
    ...(country !== undefined && { country }),
    ...(region !== undefined && { region }),
    ...(zone !== undefined && { time_zone: zone }),
  };
}
