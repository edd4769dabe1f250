import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatTime } from '../print/numbers.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';

type Profile = 'strict' | 'statutory' | 'federal';
type Rule = Awaited<ReturnType<typeof readRules>>['data'][number];
const readRules = (desk: Desk) => desk.tidings.call('get', '/v1/policy/rules', {});

const meanings: Readonly<Record<Profile, string>> = {
  strict: 'Every state and zone in which the person may be must be open.',
  statutory: 'Of the states, those count whose law is known, reaches texts and is not lifted by consent.',
  federal: 'The window of the country alone counts.',
};

export async function showPolicy(desk: Desk): Promise<ExitCode> {
  const policy = await desk.tidings.call('get', '/v1/policy', {});
  const { data } = await readRules(desk);
  desk.voice.answer({ ...policy, rules: data }, () =>
    [
      `${policy.profile}: ${meanings[policy.profile]}`,
      `At any hour, beside passwords, emergencies and answers: ${policy.urgent_purposes.join(', ') || 'nothing'}.`,
      `Consent: ${policy.permission_standard}. ${standards[policy.permission_standard]}`,
      reaches[policy.emergency_reach],
      `Rules: ${policy.packs.join(', ')}.`,
      ...(data.length === 0 ? [] : [tableOf(desk, data)]),
    ].join('\n'),
  );
  return exitCodes.ok;
}

export async function setPolicy(
  desk: Desk,
  profile: Profile,
  options: { urgent: string },
): Promise<ExitCode> {
  const urgent = options.urgent.split(',').map((word) => word.trim());
  const body = { profile, urgent_purposes: urgent.filter((word) => word !== '' && word !== 'none') };
  const policy = await desk.tidings.call('put', '/v1/policy', { body });
  desk.voice.answer(policy, () => `${policy.profile}: ${meanings[policy.profile]}`);
  return exitCodes.ok;
}

type Reach = 'joined' | 'known';
const reaches: Readonly<Record<Reach, string>> = {
  joined: 'Emergencies reach people who have joined a program for them.',
  known:
    'Emergencies reach whoever they are meant for, where the law asks for no consent in danger, unless they have left the brand.',
};

/** Without a word only shown; with one, the other settings stay as they are. */
export async function setEmergencyReach(desk: Desk, reach: Reach | undefined): Promise<ExitCode> {
  const policy =
    reach === undefined
      ? await desk.tidings.call('get', '/v1/policy', {})
      : await desk.tidings.call('put', '/v1/policy', { body: { emergency_reach: reach } });
  desk.voice.answer(policy, () => `${policy.emergency_reach}: ${reaches[policy.emergency_reach]}`);
  return exitCodes.ok;
}

type Standard = 'relationship' | 'written' | 'proven';
const standards: Readonly<Record<Standard, string>> = {
  relationship: 'All that the law accepts counts, an established business relationship among it.',
  written: 'In the United States no marketing on an established business relationship alone.',
  proven: 'Nothing that somebody only attests to, no START, and no relationship.',
};

/** Without a word only shown; with one, the other settings stay as they are. */
export async function setPermission(desk: Desk, standard: Standard | undefined): Promise<ExitCode> {
  const policy =
    standard === undefined
      ? await desk.tidings.call('get', '/v1/policy', {})
      : await desk.tidings.call('put', '/v1/policy', { body: { permission_standard: standard } });
  desk.voice.answer(policy, () => `${policy.permission_standard}: ${standards[policy.permission_standard]}`);
  return exitCodes.ok;
}

export type CloseOptions = { reason: string; from?: string; until?: string; spareTransactional?: boolean };

export async function closePlace(
  desk: Desk,
  place: string,
  { reason, from, until, spareTransactional = false }: CloseOptions,
): Promise<ExitCode> {
  const body = {
    ...{ kind: 'closure' as const, jurisdiction: place, reason, spares_transactional: spareTransactional },
    ...(from === undefined ? {} : { starts_at: from }),
    ...(until === undefined ? {} : { ends_at: until }),
  };
  return tellRule(desk, await desk.tidings.call('post', '/v1/policy/rules', { body }));
}

export async function proclaimDay(
  desk: Desk,
  place: string,
  date: string,
  { name }: { name: string },
): Promise<ExitCode> {
  const body = { kind: 'day' as const, jurisdiction: place, reason: name, on_date: date };
  return tellRule(desk, await desk.tidings.call('post', '/v1/policy/rules', { body }));
}

export type HoursOptions = { reason: string; monFri?: string; sat?: string; sun?: string };

export async function keepHours(
  desk: Desk,
  place: string,
  { reason, monFri, sat, sun }: HoursOptions,
): Promise<ExitCode> {
  const week = {
    ...(monFri === undefined ? {} : { mon_fri: readWindow(monFri) }),
    ...(sat === undefined ? {} : { sat: readWindow(sat) }),
    ...(sun === undefined ? {} : { sun: readWindow(sun) }),
  };
  const body = { kind: 'hours' as const, jurisdiction: place, reason, week };
  return tellRule(desk, await desk.tidings.call('post', '/v1/policy/rules', { body }));
}

/** `09:00-20:00`, or `none`. What it is not, the service says with a sentence. */
function readWindow(text: string): [string, string] | null {
  if (text === 'none') return null;
  const [from = '', until = ''] = text.split('-', 2);
  return [from, until];
}

export async function endRule(desk: Desk, id: string): Promise<ExitCode> {
  return tellRule(desk, await desk.tidings.call('post', '/v1/policy/rules/{id}/end', { path: { id } }));
}

export type ExplainOptions = {
  at?: string;
  purpose?: string;
  state?: string;
  zone?: string;
  priority?: 'low' | 'normal' | 'high';
};

export async function explainHours(desk: Desk, to: string, options: ExplainOptions): Promise<ExitCode> {
  const { at, purpose, state, zone, priority } = options;
  const query = {
    to,
    ...(at === undefined ? {} : { at }),
    ...(purpose === undefined ? {} : { purpose }),
    ...(state === undefined ? {} : { state }),
    ...(zone === undefined ? {} : { zone }),
    ...(priority === undefined ? {} : { priority }),
  };
  const answer = await desk.tidings.call('get', '/v1/policy/explain', { query });
  desk.voice.answer(answer, () =>
    [
      answer.until ? `${answer.decision} until ${formatTime(answer.until)}` : answer.decision,
      ...answer.trace.map((entry) => `  ${entry.outcome.padEnd(5)} ${entry.sentence} (${entry.rule})`),
    ].join('\n'),
  );
  return exitCodes.ok;
}

function tellRule(desk: Desk, rule: Rule): ExitCode {
  desk.voice.answer(rule, () => tableOf(desk, [rule]));
  return exitCodes.ok;
}

function tableOf(desk: Desk, rules: readonly Rule[]): string {
  return printTable(
    ['rule', 'kind', 'place', 'what', 'reason', 'made by', 'ended'],
    rules.map((rule) => [
      ...[rule.id, rule.kind, rule.jurisdiction, whatOf(rule), oneLine(rule.reason), rule.made_by],
      rule.ended_at ? formatTime(rule.ended_at) : '',
    ]),
    desk.voice.paint,
  );
}

function whatOf(rule: Rule): string {
  if (rule.on_date) return rule.on_date;
  if (rule.week)
    return Object.entries(rule.week)
      .map(([day, window]) => `${day.replace('_', '–')} ${window?.join('–') ?? 'none'}`)
      .join(', ');
  const span = `${formatTime(rule.starts_at ?? '')} to ${rule.ends_at ? formatTime(rule.ends_at) : 'further notice'}`;
  return rule.spares_transactional ? `${span}, not transactional texts` : span;
}
