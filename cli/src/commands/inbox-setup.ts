import type { BodyOf, Schemas } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { choose, isId, type Kind } from '../find/choose.ts';
import { findColleague } from '../find/find-conversation.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readFile } from '../read-file.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { orBlocked } from './send-text.ts';

export async function listAgents(desk: Desk): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/inbox/agents');
  desk.voice.answer(found, () =>
    printTable(
      ['id', 'name', 'given by turn', 'open'],
      found.data.map(({ id, name, takes_part, is_away, most_open, open, may_answer }) => [
        ...[id, name, partOf({ takes_part, is_away, most_open, may_answer }), open],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

function partOf(one: {
  takes_part: boolean;
  is_away: boolean;
  most_open: number | null;
  may_answer: boolean;
}) {
  if (!one.may_answer) return 'may not answer';
  if (!one.takes_part) return 'no';
  if (one.is_away) return 'away';
  return one.most_open === null ? 'yes' : `yes, ${one.most_open} at most`;
}

export type AgentOptions = {
  readonly away?: boolean;
  readonly back?: boolean;
  readonly most?: string;
  readonly remove?: boolean;
};

export async function setAgent(desk: Desk, wanted: string, options: AgentOptions): Promise<ExitCode> {
  const id = await findColleague(desk, wanted);
  const { away, back, most, remove } = options;
  return orBlocked(async () => {
    if (remove) {
      await desk.tidings.call('delete', '/v1/inbox/agents/{id}', { path: { id } });
      desk.voice.answer(
        { id, takes_part: false },
        () => 'Given none by turn any more; what they have stays theirs.',
      );
      return exitCodes.ok;
    }
    const body = {
      ...(away && { is_away: true }),
      ...(back && { is_away: false }),
      ...(most === undefined ? {} : { most_open: most === 'any' ? null : Number(most) }),
    };
    const agent = await desk.tidings.call('put', '/v1/inbox/agents/{id}', { path: { id }, body });
    desk.voice.answer(agent, () => `${plain(agent.name)}: given by turn, ${partOf(agent)}.`);
    return exitCodes.ok;
  });
}

export async function listCanned(desk: Desk, { search }: { readonly search?: string }): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/canned-replies', {
    query: search === undefined ? {} : { q: search },
  });
  desk.voice.answer(found, () =>
    printTable(
      ['id', 'name', 'words'],
      found.data.map(({ id, name, body }) => [id, `/${name}`, oneLine(body).slice(0, 80)]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

const cannedKind: Kind = { word: 'canned reply', prefix: 'can', listing: 'tidings inbox canned list' };

async function findCanned(desk: Desk, wanted: string): Promise<string> {
  if (isId(wanted, cannedKind)) return wanted;
  const { data } = await desk.tidings.call('get', '/v1/canned-replies');
  return choose(data, wanted.replace(/^\//, ''), cannedKind).id;
}

/** Keeps words under a name; those that were there under it are replaced. */
export async function saveCanned(desk: Desk, name: string, body: string): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/canned-replies', { query: { q: name } });
  const before = data.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return orBlocked(async () => {
    const saved = before
      ? await desk.tidings.call('put', '/v1/canned-replies/{id}', {
          path: { id: before.id },
          body: { name, body },
        })
      : await desk.tidings.call('post', '/v1/canned-replies', { body: { name, body } });
    desk.voice.answer(saved, () => `Kept /${plain(saved.name)} (${saved.id}).`);
    return exitCodes.ok;
  });
}

export async function deleteCanned(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = await findCanned(desk, wanted);
  await desk.tidings.call('delete', '/v1/canned-replies/{id}', { path: { id } });
  desk.voice.answer({ id, is_deleted: true }, () => `Deleted ${id}.`);
  return exitCodes.ok;
}

export async function listInboxRules(desk: Desk): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/inbox-rules');
  desk.voice.answer(found, () =>
    printTable(
      ['id', 'rank', 'name', 'on', 'wants', 'does'],
      found.data.map(({ id, rank, name, is_on, wants, does }) => [
        ...[id, rank, name, is_on ? 'yes' : 'no', JSON.stringify(wants), JSON.stringify(does)],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

type RuleBody = BodyOf<'/v1/inbox-rules', 'post'>;

/** Makes the rules of a JSON file: one, or a list of them. One that has the name of another replaces it. */
export async function applyInboxRules(desk: Desk, file: string): Promise<ExitCode> {
  const wanted = readRules(file);
  const { data } = await desk.tidings.call('get', '/v1/inbox-rules');
  return orBlocked(async () => {
    const made: Schemas['InboxRule'][] = [];
    for (const body of wanted) {
      const before = data.find(({ name }) => name === body.name);
      made.push(
        before
          ? await desk.tidings.call('put', '/v1/inbox-rules/{id}', { path: { id: before.id }, body })
          : await desk.tidings.call('post', '/v1/inbox-rules', { body }),
      );
    }
    desk.voice.answer({ data: made }, () =>
      made
        .map(
          ({ id, name, secret }) =>
            `${plain(name)} (${id})${secret === undefined ? '' : `: calls are signed with ${secret}. It is shown this once.`}`,
        )
        .join('\n'),
    );
    return exitCodes.ok;
  });
}

function readRules(file: string): RuleBody[] {
  let read: unknown;
  try {
    read = JSON.parse(readFile(file));
  } catch (error) {
    if (error instanceof SyntaxError) throw misuse(`${file} is no JSON: ${error.message}.`);
    throw error;
  }
  return (Array.isArray(read) ? read : [read]) as RuleBody[];
}

export async function deleteInboxRule(desk: Desk, wanted: string): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/inbox-rules');
  const { id } = choose(data, wanted, { word: 'rule', prefix: 'irl', listing: 'tidings inbox rules list' });
  await desk.tidings.call('delete', '/v1/inbox-rules/{id}', { path: { id } });
  desk.voice.answer({ id, is_deleted: true }, () => `Deleted ${id}.`);
  return exitCodes.ok;
}

export type InboxSettingOptions = {
  readonly hours?: readonly string[];
  readonly alwaysOpen?: boolean;
  readonly closed?: readonly string[];
  readonly away?: string;
  readonly within?: string;
  readonly assigns?: string;
  readonly closesAfter?: string;
};

/** Shows how the inbox works, and changes what is named. */
export async function setInbox(desk: Desk, options: InboxSettingOptions): Promise<ExitCode> {
  const body = readSetting(options);
  return orBlocked(async () => {
    const setting =
      Object.keys(body).length === 0
        ? await desk.tidings.call('get', '/v1/workspace/inbox')
        : await desk.tidings.call('put', '/v1/workspace/inbox', { body });
    desk.voice.answer(setting, () =>
      [
        setting.hours === null
          ? 'Somebody is there at every hour.'
          : `Hours (${setting.time_zone}): ${Object.entries(setting.hours)
              .map(([day, stretches]) => `${day} ${(stretches ?? []).map((one) => one.join('–')).join(', ')}`)
              .join('; ')}. Now: ${setting.is_open ? 'open' : 'closed'}.`,
        ...(setting.closed_days.length === 0 ? [] : [`Closed on ${setting.closed_days.join(', ')}.`]),
        setting.away_body === null
          ? 'Nothing is said outside of the hours.'
          : `Outside of the hours, once a day: ${plain(setting.away_body)}`,
        setting.answer_within_minutes === null
          ? 'No answer is promised by an hour.'
          : `Answers are due within ${setting.answer_within_minutes} minutes of the hours.`,
        `Given: ${setting.assigns.replaceAll('_', ' ')}.`,
        ...(setting.closes_after_days === null
          ? []
          : [`What waits for the person closes after ${setting.closes_after_days} days.`]),
      ].join('\n'),
    );
    return exitCodes.ok;
  });
}

type SettingBody = BodyOf<'/v1/workspace/inbox', 'put'>;

function readSetting(options: InboxSettingOptions): SettingBody {
  const { hours, alwaysOpen, closed, away, within, assigns, closesAfter } = options;
  const numberOr = (text: string, nothing: string) => (text === nothing ? null : Number(text));
  return {
    ...(alwaysOpen && { hours: null }),
    ...(hours === undefined ? {} : { hours: readHours(hours) }),
    ...(closed === undefined ? {} : { closed_days: closed.filter((day) => day !== 'none') }),
    ...(away === undefined ? {} : { away_body: away === '' ? null : away }),
    ...(within === undefined ? {} : { answer_within_minutes: numberOr(within, 'none') }),
    ...(assigns === undefined ? {} : { assigns: assigns.replaceAll('-', '_') as 'by_hand' }),
    ...(closesAfter === undefined ? {} : { closes_after_days: numberOr(closesAfter, 'never') }),
  };
}

const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

/** `mon-fri 09:00-17:00`, several of them. */
function readHours(texts: readonly string[]): NonNullable<SettingBody['hours']> {
  const week: Partial<Record<(typeof days)[number], string[][]>> = {};
  for (const text of texts) {
    const match = /^([a-z]{3})(?:-([a-z]{3}))? (\d\d:\d\d)-(\d\d:\d\d)$/.exec(text.trim().toLowerCase());
    const [first, last] = [match?.[1], match?.[2] ?? match?.[1]].map((day) => days.indexOf(day as 'mon'));
    if (!match || first === undefined || last === undefined || first < 0 || last < first)
      throw misuse(`Give --hours as “mon-fri 09:00-17:00” or “sat 10:00-14:00”; “${text}” is neither.`);
    for (const day of days.slice(first, last + 1))
      week[day] = [...(week[day] ?? []), [match[3] ?? '', match[4] ?? '']];
  }
  return week;
}

export async function reportInbox(
  desk: Desk,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ExitCode> {
  const query = { from: readTime(from, '--from'), to: readTime(to, '--to') };
  const report = await desk.tidings.call('get', '/v1/inbox/report', { query });
  const minutes = (seconds: number | null) => (seconds === null ? '—' : `${Math.round(seconds / 60)} min`);
  desk.voice.answer(report, () =>
    printTable(
      ['who', 'answered', 'median', 'slowest tenth', 'slowest twentieth', 'closed', 'in time'],
      [{ by: { name: 'everybody', id: '' }, ...report }, ...report.colleagues].map((one) => [
        ...[one.by.name ?? one.by.id, one.answered, minutes(one.median_seconds)],
        ...[minutes(one.p90_seconds), minutes(one.p95_seconds), one.closed],
        one.promised === 0 ? '—' : `${one.in_time} of ${one.promised}`,
      ]),
      desk.voice.paint,
    ).concat(
      report.ratings === 0 ? '' : `\nRated ${report.average_rating?.toFixed(1)} of 5 by ${report.ratings}.`,
    ),
  );
  return exitCodes.ok;
}
