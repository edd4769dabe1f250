import type { AnswerOf, BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgramOrOnly } from '../find/find.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

type NewJoin = BodyOf<'/v1/programs/{id}/joins', 'post'>;
type NewForm = BodyOf<'/v1/forms', 'post'>;

export type JoinOptions = {
  readonly program?: string;
  readonly method: string;
  readonly act: string;
  readonly attestation?: string;
  readonly at?: string;
  readonly age?: number;
  readonly firstName?: string;
  readonly tag?: readonly string[];
};

const outcomes = {
  joined: 'Joined.',
  pending: 'Asked to confirm by text; nothing else is sent before the YES.',
  already_joined: 'They were in already; nothing was changed.',
  already_pending: 'They have been asked already, and were not asked again.',
} as const;

/** Records that somebody joins: on paper, at the till, by a checkout. */
export async function recordJoin(desk: Desk, number: string, options: JoinOptions): Promise<ExitCode> {
  const id = await findProgramOrOnly(desk, options.program);
  const { method, act, attestation, at, age, firstName, tag } = options;
  const body: NewJoin = {
    ...{ number, act, method: method as NewJoin['method'] },
    ...(attestation === undefined ? {} : { attestation }),
    ...(at === undefined ? {} : { occurred_at: readTime(at, '--at') }),
    ...(age === undefined ? {} : { age }),
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(tag === undefined ? {} : { tags: [...tag] }),
  };
  return orBlocked(async () => {
    const joined = await desk.tidings.call('post', '/v1/programs/{id}/joins', { path: { id }, body });
    desk.voice.answer(joined, () => outcomes[joined.status]);
    return exitCodes.ok;
  });
}

export async function listForms(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/forms');
  desk.voice.answer({ data, has_more: false }, () =>
    printTable(
      ['id', 'name', 'status', 'language', 'address'],
      data.map(({ id, name, status, locale, url }) => [id, name, status, locale, url]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export type FormOptions = {
  readonly program?: string;
  readonly locale?: string;
  readonly title?: string;
  readonly intro?: string;
  /** False for none. */
  readonly ask?: readonly string[] | false;
  readonly tag?: readonly string[] | false;
  readonly code?: boolean;
  readonly askTracking?: boolean;
};

export async function createForm(desk: Desk, name: string, options: FormOptions): Promise<ExitCode> {
  const body: NewForm = {
    ...{ program_id: await findProgramOrOnly(desk, options.program), name },
    ...saidOf(options),
  };
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/forms', { body });
    desk.voice.answer(made, () =>
      [`Made ${made.id}, “${plain(made.name)}”, at ${made.url}`, ...howToEmbed(made)].join('\n'),
    );
    return exitCodes.ok;
  });
}

const howToEmbed = ({ embed }: { embed: string | null }): string[] =>
  embed === null
    ? [
        'There is no code for a page of yours yet: nobody has said at which address people reach this service (TIDINGS_PUBLIC_URL).',
      ]
    : ['To embed it:', plain(embed)];

/** Of a form, what somebody has named. */
function saidOf({
  locale,
  title,
  intro,
  ask,
  tag,
  code,
  askTracking,
}: FormOptions): Omit<NewForm, 'program_id' | 'name'> {
  return {
    ...(locale === undefined ? {} : { locale: locale as NonNullable<NewForm['locale']> }),
    ...(title === undefined ? {} : { title }),
    ...(intro === undefined ? {} : { intro }),
    ...(ask === undefined ? {} : { asks: [...(ask || [])] as NonNullable<NewForm['asks']> }),
    ...(tag === undefined ? {} : { tags: [...(tag || [])] }),
    ...(code === undefined ? {} : { asks_code: code }),
    ...(askTracking === undefined ? {} : { asks_tracking: askTracking }),
  };
}

/** Changes a form at its address; what is not named stays. */
export function changeForm(
  desk: Desk,
  id: string,
  { name, ...options }: Omit<FormOptions, 'program'> & { readonly name?: string },
): Promise<ExitCode> {
  const body = { ...(name === undefined ? {} : { name }), ...saidOf(options) };
  if (Object.keys(body).length === 0) throw misuse('Say what is to be changed: tidings forms change --help.');
  return orBlocked(async () => {
    const changed = await desk.tidings.call('patch', '/v1/forms/{id}', { path: { id }, body });
    desk.voice.answer(
      changed,
      () =>
        `“${plain(changed.name)}” stands changed at ${changed.url}. Whoever has it open is shown it anew before they join.`,
    );
    return exitCodes.ok;
  });
}

export function closeForm(desk: Desk, id: string): Promise<ExitCode> {
  return orBlocked(async () => {
    const closed = await desk.tidings.call('post', '/v1/forms/{id}/close', { path: { id } });
    desk.voice.answer(
      closed,
      () => `“${plain(closed.name)}” takes nobody any more. Whoever joined by it stays.`,
    );
    return exitCodes.ok;
  });
}

const sayFactor = ({ is_needed, members, members_without }: AnswerOf<'/v1/workspace/second-factor', 'get'>) =>
  `A second factor is ${is_needed ? 'asked of everybody' : 'left to each'}; ${members_without} of ${members} have none.`;

/** Asks everybody who works here for a second factor, or no longer. Keys go on as they are. */
export async function askSecondFactor(desk: Desk, word: string): Promise<ExitCode> {
  if (word !== 'on' && word !== 'off') throw misuse('Say on or off.');
  const body = { is_needed: word === 'on' };
  const factor = await desk.tidings.call('put', '/v1/workspace/second-factor', { body });
  desk.voice.answer(factor, () => sayFactor(factor));
  return exitCodes.ok;
}

/** Who works here. To invite people and to make keys, somebody has to be signed in: no key may do it. */
export async function listMembers(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/members');
  const factor = await desk.tidings.call('get', '/v1/workspace/second-factor');
  desk.voice.answer({ data, has_more: false, second_factor: factor }, () =>
    [
      printTable(
        ['id', 'name', 'role', 'e-mail'],
        data.map(({ id, name, role_name, email }) => [id, name, role_name, email]),
        desk.voice.paint,
      ),
      sayFactor(factor),
    ].join('\n'),
  );
  return exitCodes.ok;
}
