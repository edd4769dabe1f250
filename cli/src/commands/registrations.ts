import type { FieldKind } from '@tidings/policy/registrations';
import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgram } from '../find/find.ts';
import { findRegistration } from '../find/find-registration.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readAnswers } from '../read-answers.ts';
import { misuse, notFound } from '../refusal.ts';

type Registration = Schemas['Registration'];
type Kind = Registration['kind'];

export async function listRegistrations(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/registrations');
  desk.voice.answer({ data }, () =>
    data.length === 0
      ? 'Nothing is registered yet. See which numbers need papers: tidings registration numbers'
      : printTable(
          ['name', 'kind', 'status', 'reference', 'numbers', 'id'],
          data.map((one) => [one.name, one.kind, one.status, one.reference, one.numbers.length, one.id]),
          desk.voice.paint,
        ),
  );
  return exitCodes.ok;
}

export type NewOptions = {
  readonly name: string;
  readonly program?: string;
  readonly under?: string;
  readonly file?: string;
};

export async function createRegistration(desk: Desk, kind: Kind, options: NewOptions): Promise<ExitCode> {
  const known = options.program === undefined ? {} : await prefill(desk, kind, options.program);
  const given = options.file === undefined ? {} : await readAnswers(options.file);
  const answers = { ...known, ...given };
  const parent = options.under === undefined ? null : (await findRegistration(desk, options.under)).id;
  const made = await desk.tidings.call('post', '/v1/registrations', {
    body: {
      ...{
        kind,
        name: options.name,
        answers: answers as BodyOf<'/v1/registrations', 'post'>['answers'] & object,
      },
      ...(parent === null ? {} : { brand_registration_id: parent }),
    },
  });
  return tell(desk, made);
}

async function prefill(desk: Desk, kind: Kind, program: string): Promise<object> {
  const id = await findProgram(desk, program);
  const { answers } = await desk.tidings.call('get', '/v1/programs/{id}/registration-prefill', {
    path: { id },
    query: { kind },
  });
  return answers;
}

export type FillOptions = {
  readonly file?: string;
  readonly set?: readonly string[];
  readonly name?: string;
  readonly under?: string;
  readonly hoursADay?: number;
};

type Change = BodyOf<'/v1/registrations/{id}', 'patch'>;

export async function changeRegistration(desk: Desk, which: string, options: FillOptions): Promise<ExitCode> {
  const { id, kind } = await findRegistration(desk, which);
  const { formOf } = await import('@tidings/policy/registrations');
  const kinds = new Map(formOf(kind).fields.map((field) => [field.id, field.kind]));
  const given = options.file === undefined ? {} : await readAnswers(options.file);
  const answers = { ...given, ...readSet(options.set ?? [], (field) => kinds.get(field)) };
  const body: Change = {
    ...(Object.keys(answers).length === 0 ? {} : { answers: answers as NonNullable<Change['answers']> }),
    ...(options.name === undefined ? {} : { name: options.name }),
    ...(options.under === undefined
      ? {}
      : { brand_registration_id: (await findRegistration(desk, options.under)).id }),
    ...(options.hoursADay === undefined ? {} : { hours_a_day: options.hoursADay }),
  };
  if (Object.keys(body).length === 0)
    throw misuse('Say what to fill in: --set field=answer, --file, --name, --under or --hours-a-day.');
  return tell(desk, await desk.tidings.call('patch', '/v1/registrations/{id}', { path: { id }, body }));
}

/** `field=answer`, read as the field is; a list is JSON or one item. Nothing after the sign empties the field. */
function readSet(
  pairs: readonly string[],
  kindOf: (field: string) => FieldKind | undefined,
): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const at = pair.indexOf('=');
      if (at < 1) throw misuse(`“${pair}” is no field=answer.`);
      const field = pair.slice(0, at);
      return [field, readAnswer(pair.slice(at + 1), kindOf(field))];
    }),
  );
}

function readAnswer(text: string, kind: FieldKind | undefined): unknown {
  if (text === '') return null;
  if (kind === 'flag') return text === 'true' ? true : text === 'false' ? false : text;
  if (kind === 'number') return Number.isNaN(Number(text)) ? text : Number(text);
  if (kind !== 'list' && kind !== 'choices' && kind !== 'urls') return text;
  try {
    return text.startsWith('[') ? (JSON.parse(text) as unknown) : [text];
  } catch {
    throw misuse(`${text.slice(0, 60)} is no list in JSON, such as ["one", "two"].`);
  }
}

export async function showRegistration(desk: Desk, which: string): Promise<ExitCode> {
  return tell(desk, await findRegistration(desk, which));
}

export async function showHistory(desk: Desk, which: string): Promise<ExitCode> {
  const { id } = await findRegistration(desk, which);
  const history = await desk.tidings.call('get', '/v1/registrations/{id}/history', { path: { id } });
  desk.voice.answer(history, () =>
    printTable(
      ['at', 'what', 'status', 'by', 'detail'],
      history.data.map((one) => [
        formatTime(one.at),
        one.act,
        one.status,
        one.actor,
        oneLine(JSON.stringify(one.detail)),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

type Submission = BodyOf<'/v1/registrations/{id}/submit', 'post'>;
export type SubmitOptions = { readonly provider?: string; readonly acceptFindings?: boolean };

export async function submitRegistration(
  desk: Desk,
  which: string,
  options: SubmitOptions,
): Promise<ExitCode> {
  const { id } = await findRegistration(desk, which);
  const body = {
    ...(options.provider === undefined
      ? {}
      : { provider: options.provider as NonNullable<Submission['provider']> }),
    ...(options.acceptFindings ? { accept_findings: true } : {}),
  };
  return tell(desk, await desk.tidings.call('post', '/v1/registrations/{id}/submit', { path: { id }, body }));
}

type Said = BodyOf<'/v1/registrations/{id}/status', 'post'>;
export type StatusOptions = {
  readonly reason?: string;
  readonly code?: string;
  readonly reference?: string;
  readonly expires?: string;
};

export async function noteStatus(
  desk: Desk,
  which: string,
  status: Said['status'],
  options: StatusOptions,
): Promise<ExitCode> {
  const { id } = await findRegistration(desk, which);
  const { expires, ...said } = options;
  const body = { status, ...pick(said), ...(expires === undefined ? {} : { expires_at: expires }) };
  return tell(desk, await desk.tidings.call('post', '/v1/registrations/{id}/status', { path: { id }, body }));
}

// What comes along from the whole command line is no word of the carrier.
const pick = ({ reason, code, reference }: StatusOptions) => ({
  ...(reason === undefined ? {} : { reason }),
  ...(code === undefined ? {} : { code }),
  ...(reference === undefined ? {} : { reference }),
});

export async function showPapers(desk: Desk): Promise<ExitCode> {
  const papers = await desk.tidings.call('get', '/v1/sender-papers');
  desk.voice.answer(papers, () =>
    printTable(
      ['number', 'kind', 'US', 'why'],
      papers.data.map((one) => [one.number, one.kind, one.standing, one.sentence]),
      desk.voice.paint,
    ),
  );
  return papers.data.some(({ standing }) => standing === 'closed') ? exitCodes.partial : exitCodes.ok;
}

export async function showDrift(desk: Desk, which: string): Promise<ExitCode> {
  const { id, answers } = await findRegistration(desk, which);
  const hasSamples = Array.isArray(answers.samples) && answers.samples.length > 0;
  const drift = await desk.tidings.call('post', '/v1/registrations/{id}/drift', { path: { id } });
  desk.voice.answer(drift, () => {
    const told = drift.findings.map(
      ({ rule, sentence, remedy, example }) =>
        `${desk.voice.paint.yellow(rule)} ${oneLine(sentence)} ${oneLine(remedy)}\n    ${desk.voice.paint.dim(oneLine(example))}`,
    );
    const sum =
      drift.texts === 0
        ? 'Nothing was sent under it in the last week.'
        : hasSamples
          ? `${drift.texts} texts of the last week; ${Math.round(drift.unlike * 100)} % are like none of the samples.`
          : `${drift.texts} texts of the last week. No samples are on record to compare them with: bring the registration in with --file.`;
    return [...told, sum].join('\n');
  });
  return drift.findings.length > 0 ? exitCodes.partial : exitCodes.ok;
}

async function sendersOf(desk: Desk, numbers: readonly string[]): Promise<string[]> {
  const { data } = await desk.tidings.call('get', '/v1/senders');
  return numbers
    .filter((one) => one !== '-')
    .map((one) => {
      const sender = data.find(({ id, number }) => id === one || number === one);
      if (sender) return sender.id;
      throw notFound(
        'sender.not_found',
        `${oneLine(one)} is no number of this workspace. List them: tidings senders`,
      );
    });
}

export async function setNumbers(desk: Desk, which: string, numbers: readonly string[]): Promise<ExitCode> {
  if (numbers.length === 0) throw misuse('Name the numbers that stand under it, or - for none.');
  const { id } = await findRegistration(desk, which);
  const body = { sender_ids: await sendersOf(desk, numbers) };
  return tell(desk, await desk.tidings.call('put', '/v1/registrations/{id}/numbers', { path: { id }, body }));
}

export type BringInOptions = {
  readonly name: string;
  readonly reference?: string;
  readonly useCase?: string;
  readonly under?: string;
  readonly file?: string;
  readonly expires?: string;
  readonly number?: readonly string[];
};

/** What was approved elsewhere needs no form here: its name, its reference and its numbers do. */
export async function bringIn(desk: Desk, kind: Kind, options: BringInOptions): Promise<ExitCode> {
  const senderIds = await sendersOf(desk, options.number ?? []);
  const parent = options.under === undefined ? null : (await findRegistration(desk, options.under)).id;
  const given = options.file === undefined ? {} : await readAnswers(options.file);
  const answers = { ...given, ...(options.useCase === undefined ? {} : { use_case: options.useCase }) };
  const { id } = await desk.tidings.call('post', '/v1/registrations', {
    body: {
      ...{ kind, name: options.name },
      ...(Object.keys(answers).length === 0
        ? {}
        : { answers: answers as BodyOf<'/v1/registrations', 'post'>['answers'] & object }),
      ...(parent === null ? {} : { brand_registration_id: parent }),
    },
  });
  desk.ifInterrupted(
    `The registration is a draft. Go on: tidings registration status ${id} approved --reference …`,
  );
  const path = { id };
  if (senderIds.length > 0)
    await desk.tidings.call('put', '/v1/registrations/{id}/numbers', {
      path,
      body: { sender_ids: senderIds },
    });
  const body = {
    status: 'approved' as const,
    ...(options.reference === undefined ? {} : { reference: options.reference }),
    ...(options.expires === undefined ? {} : { expires_at: options.expires }),
  };
  return tell(desk, await desk.tidings.call('post', '/v1/registrations/{id}/status', { path, body }));
}

const next: Partial<Record<Registration['status'], (name: string) => string>> = {
  draft: (name) => `See what a reviewer would object to: tidings registration lint ${name}`,
  submitted: (name) => `When the answer comes: tidings registration status ${name} approved --reference …`,
  rejected: (name) => `Mend the fields, then: tidings registration submit ${name}`,
};

function tell(desk: Desk, one: Registration): ExitCode {
  desk.voice.answer(one, () => {
    const { id, name, kind, status, reference, rejection, numbers, limits, answers, expires_at: ends } = one;
    const title = `${oneLine(name)} (${kind}): ${status}${reference === null ? '' : `, ${reference}`}. ${id}`;
    const lines = [
      title,
      ends === null ? '' : `Ends ${formatTime(ends)}.`,
      rejection === null
        ? ''
        : `${oneLine(rejection.reason)}${rejection.mend.length > 0 ? ` Mend: ${rejection.mend.join(', ')}.` : ''}`,
      numbers.length === 0 ? '' : `Numbers: ${numbers.map(({ number }) => number).join(', ')}.`,
      ...limits.map(({ sentence }) => sentence),
      Object.keys(answers).length === 0 ? '' : `Filled in: ${Object.keys(answers).join(', ')}.`,
      next[status]?.(/\s/.test(name) ? id : name) ?? '',
    ];
    return lines.filter((line) => line !== '').join('\n');
  });
  return exitCodes.ok;
}
