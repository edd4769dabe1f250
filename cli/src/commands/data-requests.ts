import type { BodyOf, Schemas } from '@tidings/sdk';
import { askFirst, requireConsentOrSomebody } from '../ask-first.ts';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { saveDownload } from '../save-download.ts';
import { takePage, tellMore } from '../take-page.ts';

type DataRequest = Schemas['DataRequest'];
type NewRequest = BodyOf<'/v1/data-requests', 'post'>;

export type ListOptions = { readonly overdue?: boolean; readonly limit: number };

/** Those that are due first stand on top; late ones say so. */
export async function listDataRequests(desk: Desk, { overdue, limit }: ListOptions): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, 200), ...(overdue ? { overdue: true } : {}) };
  const page = await takePage(desk.tidings.each('/v1/data-requests', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'kind', 'status', 'number', 'received', 'due', 'law'],
      page.data.map((one) => [
        ...[one.id, one.kind, one.status, one.number, formatTime(one.received_at)],
        one.is_overdue ? desk.voice.paint.yellow(`${formatTime(one.due_at)} LATE`) : formatTime(one.due_at),
        one.law,
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

export type OpenOptions = {
  readonly channel: NewRequest['channel'];
  readonly received?: string;
  readonly law?: NewRequest['law'];
  readonly firstName?: string;
  readonly lastName?: string;
  readonly email?: string;
};

export async function openDataRequest(
  desk: Desk,
  kind: NewRequest['kind'],
  person: string,
  { channel, received, law, firstName, lastName, email }: OpenOptions,
): Promise<ExitCode> {
  const correction = {
    ...(firstName === undefined ? {} : { first_name: firstName }),
    ...(lastName === undefined ? {} : { last_name: lastName }),
    ...(email === undefined ? {} : { email }),
  };
  const request = await desk.tidings.call('post', '/v1/data-requests', {
    body: {
      kind,
      ...personOf(person),
      ...(channel === undefined ? {} : { channel }),
      ...(received === undefined ? {} : { received_at: received }),
      ...(law === undefined ? {} : { law }),
      ...(Object.keys(correction).length === 0 ? {} : { correction }),
    },
  });
  return tell(desk, request);
}

export async function sendRequestCode(
  desk: Desk,
  id: string,
  { language }: { readonly language: 'en' | 'es' | 'fr' | 'de' | 'pt' },
): Promise<ExitCode> {
  const sent = await desk.tidings.call('post', '/v1/data-requests/{id}/code', {
    path: { id },
    body: { language },
  });
  desk.voice.answer(
    sent,
    () =>
      `A code is on its way and good until ${formatTime(sent.expires_at)}. Then: tidings requests verify ${id} --code …`,
  );
  return exitCodes.ok;
}

export type VerifyOptions = { readonly code?: string; readonly attested?: string };

export async function verifyDataRequest(desk: Desk, id: string, options: VerifyOptions): Promise<ExitCode> {
  const { code, attested } = options;
  if ((code === undefined) === (attested === undefined))
    throw misuse('Give --code with what was texted, or --attested with how you made sure who asks.');
  const body = code === undefined ? { attested: attested ?? '' } : { code };
  return tell(desk, await desk.tidings.call('post', '/v1/data-requests/{id}/verify', { path: { id }, body }));
}

export type DoneOptions = { readonly answer?: string; readonly yes?: boolean };

/** An erasure cannot be undone, so it is asked about. */
export async function finishDataRequest(
  desk: Desk,
  id: string,
  { answer, yes }: DoneOptions,
): Promise<ExitCode> {
  const { kind, number } = await desk.tidings.call('get', '/v1/data-requests/{id}', { path: { id } });
  if (kind === 'erasure') await confirmErasure(desk, number, yes === true);
  desk.ifInterrupted(`Whether it was done is not sure. See: tidings requests show ${id}`);
  const body = answer === undefined ? {} : { answer };
  return tell(desk, await desk.tidings.call('post', '/v1/data-requests/{id}/done', { path: { id }, body }));
}

async function confirmErasure(desk: Desk, number: string, isAgreed: boolean): Promise<void> {
  requireConsentOrSomebody(
    desk,
    isAgreed,
    'An erasure cannot be undone, and nobody is here to be asked. Add --yes.',
  );
  if (!isAgreed)
    await askFirst(
      desk,
      `Everything on file about ${oneLine(number)} will be erased for good. Go on?`,
      'Nothing was erased.',
    );
}

export type RefuseOptions = {
  readonly reason: BodyOf<'/v1/data-requests/{id}/refuse', 'post'>['reason'];
  readonly answer: string;
};

export async function refuseDataRequest(desk: Desk, id: string, body: RefuseOptions): Promise<ExitCode> {
  return tell(desk, await desk.tidings.call('post', '/v1/data-requests/{id}/refuse', { path: { id }, body }));
}

export async function extendDataRequest(
  desk: Desk,
  id: string,
  body: { readonly reason: string },
): Promise<ExitCode> {
  return tell(desk, await desk.tidings.call('post', '/v1/data-requests/{id}/extend', { path: { id }, body }));
}

export async function endRestriction(
  desk: Desk,
  id: string,
  body: { readonly reason: string },
): Promise<ExitCode> {
  const path = { id };
  return tell(
    desk,
    await desk.tidings.call('post', '/v1/data-requests/{id}/end-restriction', { path, body }),
  );
}

export async function showDataRequest(desk: Desk, id: string): Promise<ExitCode> {
  return tell(desk, await desk.tidings.call('get', '/v1/data-requests/{id}', { path: { id } }));
}

export type ExportOptions = { readonly format: 'json' | 'html' | 'csv'; readonly out: string };

/** Writes everything on file about the person into a file. It appears when it is whole, and only its owner may read it. */
export async function exportPerson(
  desk: Desk,
  id: string,
  { format, out }: ExportOptions,
): Promise<ExitCode> {
  const { path: file } = await saveDownload(out, {
    ...{ what: 'What is on file', code: 'export' },
    read: () => desk.tidings.download('/v1/data-requests/{id}/export', { path: { id }, query: { format } }),
  });
  desk.voice.answer(
    { file, format },
    () => `Everything on file is in ${file}. Hand it over, then: tidings requests done ${id} --answer "…"`,
  );
  return exitCodes.ok;
}

export type EraseOptions = {
  readonly attested: string;
  readonly yes?: boolean;
  readonly channel: OpenOptions['channel'];
};

/** A request to be erased from beginning to end, for somebody of staff who knows who asks. */
export async function erasePerson(desk: Desk, person: string, options: EraseOptions): Promise<ExitCode> {
  await confirmErasure(desk, person, options.yes === true);
  const { id } = await desk.tidings.call('post', '/v1/data-requests', {
    body: {
      kind: 'erasure',
      ...personOf(person),
      ...(options.channel === undefined ? {} : { channel: options.channel }),
    },
  });
  desk.ifInterrupted(`Whether it was done is not sure. See: tidings requests show ${id}`);
  const path = { id };
  await desk.tidings.call('post', '/v1/data-requests/{id}/verify', {
    path,
    body: { attested: options.attested },
  });
  return tell(desk, await desk.tidings.call('post', '/v1/data-requests/{id}/done', { path, body: {} }));
}

const personOf = (person: string) => (/^con_\d+$/.test(person) ? { contact_id: person } : { number: person });

const next: Readonly<Record<string, (id: string) => string>> = {
  received: (id) =>
    `Make sure who asks: tidings requests code ${id}, or tidings requests verify ${id} --attested "…"`,
  verified: (id) => `Do it: tidings requests done ${id}`,
  held: () => 'It is done when the legal hold is lifted; the person gets no more texts meanwhile.',
  erasing: () => 'Erased. Texts that were on their way are emptied within a quarter of an hour.',
};

function tell(desk: Desk, request: DataRequest): ExitCode {
  desk.voice.answer(request, () => {
    const { id, kind, status, number, due_at: due, is_overdue: isLate, answer, reason } = request;
    const lines = [
      `${id}: ${kind} for ${oneLine(number)}, ${status}${reason === null ? '' : ` (${oneLine(reason)})`}.`,
      `Due ${formatTime(due)}${isLate ? desk.voice.paint.yellow(' and late') : ''}, by ${request.law}.`,
      answer === null ? '' : `Answer: ${oneLine(answer)}`,
      next[status]?.(id) ?? '',
    ];
    return lines.filter((line) => line !== '').join('\n');
  });
  return exitCodes.ok;
}
