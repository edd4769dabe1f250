import type { QueryOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCampaign, findSenderOrOnly } from '../find/find.ts';
import { findColleague, findConversation } from '../find/find-conversation.ts';
import { findKeyword } from '../find/find-keyword.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

export type InboxListOptions = {
  readonly state?: string;
  readonly assignee?: string;
  readonly overdue?: boolean;
  readonly waiting?: boolean;
  readonly scheduled?: boolean;
  readonly sender?: string;
  readonly keyword?: string;
  readonly campaign?: string;
  readonly search?: string;
  readonly longestWaiting?: boolean;
  readonly limit: number;
};

export async function listConversations(desk: Desk, options: InboxListOptions): Promise<ExitCode> {
  const query = await readQuery(desk, options);
  const page = await takePage(desk.tidings.each('/v1/conversations', { query }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'who', 'state', 'whose', 'waits since', 'due', 'last'],
      page.data.map((one) => [
        ...[one.id, one.name ?? one.number, one.state, one.assignee?.name ?? '—'],
        ...[one.waits_since && formatTime(one.waits_since), dueOf(one)],
        oneLine(one.last_body ?? '').slice(0, 60),
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

const dueOf = ({ answer_due_at: due, is_overdue }: { answer_due_at: string | null; is_overdue: boolean }) =>
  due === null ? '' : `${formatTime(due)}${is_overdue ? ' (overdue)' : ''}`;

async function readQuery(
  desk: Desk,
  options: InboxListOptions,
): Promise<NonNullable<QueryOf<'/v1/conversations', 'get'>>> {
  const { state, assignee, overdue, waiting, scheduled, sender, keyword, campaign, search } = options;
  return {
    ...(state === undefined ? {} : { state: state as 'open' }),
    ...(assignee === undefined
      ? {}
      : { assignee: assignee === 'none' ? assignee : await findColleague(desk, assignee) }),
    ...(overdue && { overdue }),
    ...(waiting && { waiting }),
    ...(scheduled && { scheduled }),
    ...(sender === undefined ? {} : { sender_id: await findSenderOrOnly(desk, sender) }),
    ...(keyword === undefined ? {} : { keyword_id: await findKeyword(desk, keyword) }),
    ...(campaign === undefined ? {} : { campaign_id: await findCampaign(desk, campaign) }),
    ...(search === undefined ? {} : { q: search }),
    ...(options.longestWaiting && { sort: 'longest_waiting' as const }),
  };
}

/** Everything that was said lately, oldest first, with notes among it, and whether the person may be answered. */
export async function showConversation(
  desk: Desk,
  wanted: string,
  { limit }: { readonly limit: number },
): Promise<ExitCode> {
  const path = { id: await findConversation(desk, wanted) };
  const one = await desk.tidings.call('get', '/v1/conversations/{id}', { path });
  const said = await takePage(desk.tidings.each('/v1/conversations/{id}/messages', { path }), limit);
  const events = await takePage(desk.tidings.each('/v1/conversations/{id}/events', { path }), limit);
  desk.voice.answer({ ...one, messages: said.data, events: events.data }, () =>
    [
      `${plain(one.name ?? one.number)} (${one.id}): ${one.state}${one.assignee ? `, ${plain(one.assignee.name ?? one.assignee.id)}’s` : ''}, turn ${one.turn}`,
      ...(one.answering.is_allowed ? [] : [`Nobody may answer: ${plain(one.answering.reason ?? '')}`]),
      ...linesOf(said.data, events.data, one.number),
    ].join('\n'),
  );
  return exitCodes.ok;
}

type Said = {
  readonly at: string;
  readonly direction: string;
  readonly body: string;
  readonly status: string | null;
  readonly author: { readonly name: string | null } | null;
  readonly media: readonly unknown[];
};
type Happened = {
  readonly at: string;
  readonly act: string;
  readonly body: string | null;
  readonly by: { readonly name: string | null };
};

function linesOf(said: readonly Said[], events: readonly Happened[], number: string): string[] {
  const lines = [
    ...said.toReversed().map(({ at, direction, body, status, author, media }) => {
      const who = direction === 'in' ? number : (author?.name ?? 'Tidings');
      const more = `${media.length > 0 ? ` [${media.length} attached]` : ''}${status === null ? '' : ` (${status})`}`;
      return { at, text: `${plain(who)}: ${plain(body)}${more}` };
    }),
    ...events.toReversed().map(({ at, act, body, by }) => ({
      at,
      text: `${act === 'note' ? 'note by' : act.replaceAll('_', ' ')} ${plain(by.name ?? 'Tidings')}${body === null ? '' : `: ${plain(body)}`}`,
    })),
  ];
  return lines
    .toSorted((a, b) => a.at.localeCompare(b.at))
    .map(({ at, text }) => `${formatTime(at)}  ${text}`);
}

export type AnswerOptions = {
  readonly at?: string;
  readonly unlessReply?: boolean;
  readonly sender?: string;
  readonly media?: readonly string[];
  readonly turn?: string;
  readonly close?: boolean;
};

export async function answerPerson(
  desk: Desk,
  wanted: string,
  body: string,
  options: AnswerOptions,
): Promise<ExitCode> {
  const path = { id: await findConversation(desk, wanted) };
  const { at, unlessReply, sender, media, turn, close } = options;
  return orBlocked(async () => {
    const sent = await desk.tidings.call('post', '/v1/conversations/{id}/answers', {
      path,
      body: {
        body,
        ...(at === undefined ? {} : { send_at: readTime(at, '--at') }),
        ...(unlessReply && { unless_reply: true }),
        ...(sender === undefined ? {} : { sender_id: await findSenderOrOnly(desk, sender) }),
        ...(media === undefined ? {} : { media: [...media] }),
        ...(turn === undefined ? {} : { turn: Number(turn) }),
        ...(close && { close: true }),
      },
    });
    desk.voice.answer(sent, () => `Queued as ${sent.message_id}: ${plain(sent.body)}`);
    return exitCodes.ok;
  });
}

export async function takeBackAnswer(desk: Desk, wanted: string, message: string): Promise<ExitCode> {
  const id = await findConversation(desk, wanted);
  return orBlocked(async () => {
    await desk.tidings.call('delete', '/v1/conversations/{id}/answers/{message}', { path: { id, message } });
    desk.voice.answer({ id: message, is_taken_back: true }, () => `Taken back: ${message} does not leave.`);
    return exitCodes.ok;
  });
}

export async function noteConversation(
  desk: Desk,
  wanted: string,
  body: string,
  { mention = [] }: { readonly mention?: readonly string[] },
): Promise<ExitCode> {
  const path = { id: await findConversation(desk, wanted) };
  const mentions: string[] = [];
  for (const one of mention) mentions.push(await findColleague(desk, one));
  const made = await desk.tidings.call('post', '/v1/conversations/{id}/notes', {
    path,
    body: { body, mentions },
  });
  desk.voice.answer(made, () => `Noted (${made.id}). The person does not see it.`);
  return exitCodes.ok;
}

const acts = {
  close: '/v1/conversations/{id}/close',
  reopen: '/v1/conversations/{id}/reopen',
  clear: '/v1/conversations/{id}/clear',
  rate: '/v1/conversations/{id}/rating',
} as const;

/** Acts that need to be told nothing. */
export const actOn =
  (act: keyof typeof acts) =>
  async (desk: Desk, wanted: string): Promise<ExitCode> => {
    const path = { id: await findConversation(desk, wanted) };
    return orBlocked(async () => {
      const done = await desk.tidings.call('post', acts[act], { path });
      desk.voice.answer(done, () =>
        'state' in done ? `${done.id} is ${done.state}.` : `They are asked how it was (${done.message_id}).`,
      );
      return exitCodes.ok;
    });
  };

export async function snoozeConversation(desk: Desk, wanted: string, until: string): Promise<ExitCode> {
  const path = { id: await findConversation(desk, wanted) };
  return orBlocked(async () => {
    const body = { until: readTime(until, 'the hour') };
    const one = await desk.tidings.call('post', '/v1/conversations/{id}/snooze', { path, body });
    desk.voice.answer(
      one,
      () => `${one.id} is out of sight until ${formatTime(body.until)}, or until they write.`,
    );
    return exitCodes.ok;
  });
}

/** To a colleague by name or id, to whoever’s turn it is (`next`), or to nobody (`none`). */
export async function assignConversation(desk: Desk, wanted: string, to: string): Promise<ExitCode> {
  const path = { id: await findConversation(desk, wanted) };
  const who = to === 'none' ? null : to === 'next' ? to : await findColleague(desk, to);
  return orBlocked(async () => {
    const one = await desk.tidings.call('post', '/v1/conversations/{id}/assign', { path, body: { to: who } });
    desk.voice.answer(one, () =>
      one.assignee === null
        ? `${one.id} is nobody’s.`
        : `${one.id} is ${plain(one.assignee.name ?? one.assignee.id)}’s.`,
    );
    return exitCodes.ok;
  });
}

/** As text, or with --json as data. */
export async function printTranscript(
  desk: Desk,
  wanted: string,
  { notes }: { readonly notes?: boolean },
): Promise<ExitCode> {
  const path = { id: await findConversation(desk, wanted) };
  const query = { format: 'json' as const, ...(notes && { notes }) };
  const found = await desk.tidings.call('get', '/v1/conversations/{id}/transcript', { path, query });
  if (typeof found === 'string') return exitCodes.failure;
  desk.voice.answer(found, () =>
    [
      `Conversation with ${found.number}`,
      ...found.data.map(
        ({ at, what, who, text }) => `${at}  ${what === 'note' ? 'NOTE ' : ''}${plain(who)}: ${plain(text)}`,
      ),
    ].join('\n'),
  );
  return exitCodes.ok;
}
