import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';

type Case = Schemas['Case'];
type NewCase = BodyOf<'/v1/cases', 'post'>;

export type CaseListOptions = { readonly overdue?: boolean; readonly all?: boolean; readonly limit: number };

/** Those that are due first stand on top; late ones say so. Closed ones only where they are asked for. */
export async function listCases(desk: Desk, { overdue, all, limit }: CaseListOptions): Promise<ExitCode> {
  const query = { limit: 200, ...(overdue ? { overdue: true } : {}) };
  const each = desk.tidings.each('/v1/cases', { query });
  const page = await takePage(all || overdue ? each : onlyOpen(each), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'kind', 'severity', 'status', 'due', 'with', 'about'],
      page.data.map((one) => [
        ...[one.id, one.kind, one.severity, one.status],
        one.is_overdue ? desk.voice.paint.yellow(`${formatTime(one.due_at)} LATE`) : formatTime(one.due_at),
        ...[oneLine(one.assigned_to?.name ?? 'nobody'), oneLine(one.title)],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

async function* onlyOpen<T extends { status: string }>(cases: AsyncIterable<T>): AsyncGenerator<T> {
  for await (const one of cases) if (one.status !== 'closed') yield one;
}

export async function listCaseKinds(desk: Desk): Promise<ExitCode> {
  const kinds = await desk.tidings.call('get', '/v1/cases/kinds');
  desk.voice.answer(kinds, () =>
    printTable(
      ['kind', 'what it is', 'term', 'where the term comes from'],
      kinds.data.map(({ kind, name, term, source }) => [kind, name, term, source]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export type OpenCaseOptions = {
  readonly number?: string;
  readonly campaign?: string;
  readonly reply?: string;
  readonly severity?: NewCase['severity'];
  readonly received?: string;
  readonly due?: string;
  readonly dueSource?: string;
  readonly to?: string;
};

export async function openCase(
  desk: Desk,
  kind: NewCase['kind'],
  title: string,
  options: OpenCaseOptions,
): Promise<ExitCode> {
  const { number, campaign, reply, severity, received, due, dueSource, to } = options;
  const given = {
    ...{ number, campaign_id: campaign, reply_id: reply, severity, received_at: received },
    ...{ due_at: due, due_source: dueSource, assigned_to: to },
  };
  return tell(desk, await desk.tidings.call('post', '/v1/cases', { body: { kind, title, ...said(given) } }));
}

/** What was not said is left out, so that the service decides. */
function said<T extends object>(options: T): { [K in keyof T]?: NonNullable<T[K]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never;
}

export const showCase = async (desk: Desk, id: string): Promise<ExitCode> =>
  tell(desk, await desk.tidings.call('get', '/v1/cases/{id}', { path: { id } }));

export type ChangeCaseOptions = {
  readonly title?: string;
  readonly severity?: NewCase['severity'];
  readonly status?: 'open' | 'waiting';
  readonly due?: string;
  readonly dueSource?: string;
  readonly to?: string;
};

/** `--to nobody` gives it back. */
export async function changeCase(desk: Desk, id: string, options: ChangeCaseOptions): Promise<ExitCode> {
  const { title, severity, status, due, dueSource, to } = options;
  const given = said({ title, severity, status, due_at: due, due_source: dueSource });
  const body = { ...given, ...(to === undefined ? {} : { assigned_to: to === 'nobody' ? null : to }) };
  return tell(desk, await desk.tidings.call('patch', '/v1/cases/{id}', { path: { id }, body }));
}

export const noteCase = async (desk: Desk, id: string, body: string): Promise<ExitCode> =>
  tell(desk, await desk.tidings.call('post', '/v1/cases/{id}/notes', { path: { id }, body: { body } }));

export type CloseCaseOptions = BodyOf<'/v1/cases/{id}/close', 'post'>;

export const closeCase = async (
  desk: Desk,
  id: string,
  { decision, remedy }: CloseCaseOptions,
): Promise<ExitCode> => {
  const body = { decision, remedy };
  return tell(desk, await desk.tidings.call('post', '/v1/cases/{id}/close', { path: { id }, body }));
};

export const reopenCase = async (
  desk: Desk,
  id: string,
  { reason }: { readonly reason: string },
): Promise<ExitCode> =>
  tell(desk, await desk.tidings.call('post', '/v1/cases/{id}/reopen', { path: { id }, body: { reason } }));

function tell(desk: Desk, file: Case): ExitCode {
  desk.voice.answer(file, () => {
    const about = [file.number, file.campaign_id, file.reply_id].filter((one) => one !== null);
    const late = file.is_overdue ? desk.voice.paint.yellow(' and late') : '';
    const lines = [
      `${file.id}: ${oneLine(file.title)} (${file.kind}, ${file.severity}, ${file.status})`,
      about.length === 0 ? '' : `About ${about.map(oneLine).join(', ')}.`,
      `Due ${formatTime(file.due_at)}${late}: ${oneLine(file.due_source)}. With ${oneLine(file.assigned_to?.name ?? 'nobody')}.`,
      file.decision === null ? '' : `Decision: ${file.decision}. ${oneLine(file.remedy ?? '')}`,
      ...file.notes.map(
        ({ at, kind, body }) => `  ${formatTime(at)}  ${kind}${body === '' ? '' : `: ${plain(body)}`}`,
      ),
      file.status === 'closed' ? '' : `Evidence: tidings case evidence ${file.id} --pdf case.pdf`,
    ];
    return lines.filter((line) => line !== '').join('\n');
  });
  return exitCodes.ok;
}
