import type { AnswerOf, BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgram } from '../find/find.ts';
import { formatCount, formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

type Joinable = AnswerOf<'/v1/programs/{id}', 'get'>;
type NewProgram = BodyOf<'/v1/programs', 'post'>;
type Words = BodyOf<'/v1/programs/{id}/words', 'post'>;
type Rule = BodyOf<'/v1/programs/{id}/join-rule', 'put'>;

/** One program with what it lacks, how it is joined, and the words in use. Ends with 6 where nobody may join it yet. */
export async function showProgram(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findProgram(desk, wanted);
  const about = await desk.tidings.call('get', '/v1/programs/{id}', { path: { id } });
  return tellProgram(desk, about);
}

function tellProgram(desk: Desk, about: Joinable): ExitCode {
  const { program, join_rule: rule, lacks, words, requests } = about;
  desk.voice.answer(about, () =>
    [
      `${oneLine(program.name)} (${program.id}), ${program.status}: ${program.purpose} texts of ${oneLine(program.brand_name)}, up to ${program.texts_per_month} a month.`,
      `Asked to confirm: ${rule.double_opt_in}, within ${rule.confirm_within_hours} h. In ${about.countries.join(', ')}.${rule.least_age === null ? '' : ` From the age of ${rule.least_age}.`}`,
      ...requests.map(({ method, status, count }) => `  ${method}, ${status}: ${formatCount(count)}`),
      printTable(
        ['words', 'locale', 'version', 'written', 'body'],
        words.map(({ kind, locale, version, written_at, body }) => [
          ...[kind, locale, version, formatTime(written_at), cut(body)],
        ]),
        desk.voice.paint,
      ),
      ...lacks.map(({ sentence }) => `Missing: ${plain(sentence)}`),
    ].join('\n'),
  );
  return lacks.length > 0 ? exitCodes.blocked : exitCodes.ok;
}

const shownLetters = 60;
const cut = (text: string) => (text.length <= shownLetters ? text : `${text.slice(0, shownLetters)}…`);

export type ProgramOptions = {
  readonly purpose: string;
  readonly brand: string;
  readonly helpContact: string;
  readonly disclosure: string;
  readonly perMonth: number;
  readonly locale?: string;
};

export function createProgram(desk: Desk, name: string, options: ProgramOptions): Promise<ExitCode> {
  const { purpose, brand, helpContact, disclosure, perMonth, locale } = options;
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/programs', {
      body: {
        ...{ name, brand_name: brand, help_contact: helpContact, disclosure, texts_per_month: perMonth },
        purpose: purpose as NewProgram['purpose'],
        ...(locale === undefined ? {} : { locale: locale as NonNullable<NewProgram['locale']> }),
      },
    });
    desk.voice.answer(
      made,
      () =>
        `Made ${made.id}, “${plain(made.name)}”. It is a draft: \`tidings programs show\` says what it lacks.`,
    );
    return exitCodes.ok;
  });
}

export type WordsOptions = { readonly kind: string; readonly locale: string; readonly body?: string };

/** Writes the next version of one kind of words, or with --kind policies the terms and the policy from what is known. */
export async function writeWords(desk: Desk, wanted: string, options: WordsOptions): Promise<ExitCode> {
  const { kind, body } = options;
  const locale = options.locale as Words['locale'];
  if (kind !== 'policies' && body === undefined) throw misuse('Give the words with --body.');
  const path = { id: await findProgram(desk, wanted) };
  return orBlocked(async () => {
    const written =
      kind === 'policies'
        ? (await desk.tidings.call('post', '/v1/programs/{id}/policies', { path, body: { locale } })).data
        : [
            await desk.tidings.call('post', '/v1/programs/{id}/words', {
              path,
              body: { kind: kind as Words['kind'], locale, body: body ?? '' },
            }),
          ];
    desk.voice.answer({ data: written, has_more: false }, () =>
      written.map((one) => `Written: ${one.kind}, version ${one.version} (${one.locale}).`).join('\n'),
    );
    return exitCodes.ok;
  });
}

export type RuleOptions = {
  readonly doubleOptIn?: string;
  readonly within?: number;
  readonly remindAfter?: number;
  readonly leastAge?: number;
  readonly country?: readonly string[];
};

/** Changes what is named of the rule of joining; everything else stays. */
export async function changeRule(desk: Desk, wanted: string, options: RuleOptions): Promise<ExitCode> {
  const path = { id: await findProgram(desk, wanted) };
  const { join_rule: rule } = await desk.tidings.call('get', '/v1/programs/{id}', { path });
  const body: Rule = {
    ...rule,
    ...(options.doubleOptIn === undefined
      ? {}
      : { double_opt_in: options.doubleOptIn as Rule['double_opt_in'] }),
    ...(options.within === undefined ? {} : { confirm_within_hours: options.within }),
    ...(options.remindAfter === undefined ? {} : { remind_after_hours: options.remindAfter || null }),
    ...(options.leastAge === undefined ? {} : { least_age: options.leastAge || null }),
    ...(options.country === undefined ? {} : { countries: [...options.country] }),
  };
  return orBlocked(async () => {
    tellProgram(desk, await desk.tidings.call('put', '/v1/programs/{id}/join-rule', { path, body }));
    return exitCodes.ok;
  });
}

export type BrandOptions = {
  readonly helpContact?: string;
  readonly legalName?: string;
  readonly postalAddress?: string;
  readonly website?: string;
};

/** Changes what is named of the brand of a program: who stands behind it, and where people get help. */
export async function changeBrand(desk: Desk, wanted: string, options: BrandOptions): Promise<ExitCode> {
  const program = { id: await findProgram(desk, wanted) };
  const { brand } = await desk.tidings.call('get', '/v1/programs/{id}', { path: program });
  const {
    helpContact: help_contact = brand.help_contact,
    legalName: legal_name = brand.legal_name,
    postalAddress: postal_address = brand.postal_address,
    website = brand.website,
  } = options;
  return orBlocked(async () => {
    const changed = await desk.tidings.call('put', '/v1/brands/{id}', {
      path: { id: brand.id },
      body: { help_contact, legal_name, postal_address, website },
    });
    desk.voice.answer(
      changed,
      () => `${oneLine(changed.name)} gives help at ${oneLine(changed.help_contact)}.`,
    );
    return exitCodes.ok;
  });
}

/** Opens a program to people, or closes it to new ones. What is missing is said, all of it, and it ends with 6. */
export const moveProgram =
  (act: 'publish' | 'close') =>
  async (desk: Desk, wanted: string): Promise<ExitCode> => {
    const path = { id: await findProgram(desk, wanted) };
    return orBlocked(async () => {
      const moved = await desk.tidings.call('post', `/v1/programs/{id}/${act}`, { path });
      const { name, status } = moved.program;
      desk.voice.answer(moved, () => `“${plain(name)}” is ${status}.`);
      return exitCodes.ok;
    });
  };
