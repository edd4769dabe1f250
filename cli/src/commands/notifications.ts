import type { BodyOf } from '@tidings/sdk';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findProgram, findSenderOrOnly } from '../find/find.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { misuse } from '../refusal.ts';
import { takePage, tellMore } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

export async function listNotifications(
  desk: Desk,
  { limit, unread }: { limit: number; unread?: boolean },
): Promise<ExitCode> {
  const query = { limit: Math.min(limit + 1, 200), ...(unread && { unread: true }) };
  const page = await takePage(desk.tidings.each('/v1/me/notifications', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'at', 'what', 'read', 'told by'],
      page.data.map((one) => [
        ...[one.id, one.at, plain(one.sentence), one.read_at === null ? 'no' : 'yes'],
        one.told.map(({ way, state }) => (state === 'told' ? way : `${way} (${state})`)).join(', '),
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

/** Some by id, or all there are. */
export const readNotifications = (
  desk: Desk,
  ids: readonly string[],
  { all }: { all?: boolean },
): Promise<ExitCode> =>
  orBlocked(async () => {
    if (ids.length === 0 && !all) throw misuse('Name what you have read by its id (ntf_…), or say --all.');
    const { newest } = await desk.tidings.call('get', '/v1/me/notifications/unread');
    const body = all ? (newest === null ? { ids: [] } : { until: newest }) : { ids: [...ids] };
    const done = await desk.tidings.call('post', '/v1/me/notifications/read', { body });
    desk.voice.answer(done, () => `${done.read} marked as read.`);
    return exitCodes.ok;
  });

type Body = BodyOf<'/v1/me/notification-settings', 'patch'>;
type Way = NonNullable<NonNullable<Body['choices']>[string]>[number];
const ways: readonly string[] = ['app', 'browser', 'email', 'webhook', 'sms'];

export type SettingOptions = {
  readonly tell?: readonly string[];
  readonly quietTimes?: string;
  readonly zone?: string;
  readonly urgentAnyway?: 'yes' | 'no';
  readonly mail?: 'once' | 'hour' | 'day';
  readonly atHour?: number;
};

/** Shows what one is told of, or says so anew. */
export const setNotifications = (desk: Desk, options: SettingOptions): Promise<ExitCode> =>
  orBlocked(async () => {
    const body = bodyOf(options);
    const now =
      Object.keys(body).length > 0
        ? await desk.tidings.call('patch', '/v1/me/notification-settings', { body })
        : await desk.tidings.call('get', '/v1/me/notification-settings');
    const digest = {
      none: 'at once',
      hour: 'gathered by the hour',
      day: `once a day, at ${now.digest_hour}:00`,
    };
    desk.voice.answer(now, () =>
      [
        printTable(
          ['kind', 'what', 'told by'],
          now.kinds
            .filter((one) => one.may_know)
            .map((one) => [one.kind, one.title, one.ways.join(', ') || 'nothing']),
          desk.voice.paint,
        ),
        `Mail: ${digest[now.digest]}, to ${plain(now.email ?? 'nobody')}${now.mail_works ? '' : ' (no mail goes out from this installation)'}.`,
        now.quiet === null
          ? 'No quiet times.'
          : `Quiet from ${now.quiet.from} to ${now.quiet.until}${now.urgent_anyway ? ', but for what is urgent' : ''}.`,
        ...(now.webhook_url === null ? [] : [`Called: ${plain(now.webhook_url)}`]),
        ...(now.number === null ? [] : [`Texted: ${now.number}`]),
      ].join('\n'),
    );
    return exitCodes.ok;
  });

function bodyOf({ tell = [], quietTimes: quiet, zone, urgentAnyway, mail, atHour }: SettingOptions): Body {
  const choices = Object.fromEntries(tell.map(readChoice));
  return {
    ...(tell.length > 0 && { choices }),
    ...(quiet !== undefined && { quiet: readQuiet(quiet) }),
    ...(zone !== undefined && { time_zone: zone === 'none' ? null : zone }),
    ...(urgentAnyway !== undefined && { urgent_anyway: urgentAnyway === 'yes' }),
    ...(mail !== undefined && { digest: mail === 'once' ? ('none' as const) : mail }),
    ...(atHour !== undefined && { digest_hour: atHour }),
  };
}

function readChoice(pair: string): [string, Way[] | null] {
  const [kind = '', words] = pair.split('=');
  if (words === undefined)
    throw misuse(
      'Say a kind and its ways, such as campaign.finished=app,email; “none” for nothing, “usual” for as it comes.',
    );
  if (words === 'usual') return [kind, null];
  const chosen = words === 'none' ? [] : words.split(',');
  const bad = chosen.find((way) => !ways.includes(way));
  if (bad !== undefined) throw misuse(`There is no way “${bad}”. There are ${ways.join(', ')}.`);
  return [kind, chosen as Way[]];
}

function readQuiet(text: string): { from: string; until: string } | null {
  if (text === 'none') return null;
  const [from, until] = text.split('-');
  if (!from || !until) throw misuse('Quiet times are two hours, such as 22:00-07:00, or “none”.');
  return { from, until };
}

export const testNotifications = (desk: Desk): Promise<ExitCode> =>
  orBlocked(async () => {
    await desk.tidings.call('post', '/v1/me/notification-settings/test');
    desk.voice.answer(
      { object: 'notification_test' },
      () => 'A test is on its way. See: tidings notifications list',
    );
    return exitCodes.ok;
  });

/** Shows through which program and number staff is texted, or says so. */
export const setChannel = (
  desk: Desk,
  { program, sender }: { program?: string; sender?: string },
): Promise<ExitCode> =>
  orBlocked(async () => {
    const path = '/v1/workspace/notifications' as const;
    const body = program === 'none' ? { program_id: null, sender_id: null } : null;
    const now =
      program === undefined
        ? await desk.tidings.call('get', path)
        : await desk.tidings.call('put', path, {
            body: body ?? {
              program_id: await findProgram(desk, program),
              sender_id: await findSenderOrOnly(desk, sender),
            },
          });
    desk.voice.answer(now, () =>
      now.program_id === null
        ? 'Staff is not texted: no program is named.'
        : `Staff is texted through ${now.program_id} from ${now.sender_id}.`,
    );
    return exitCodes.ok;
  });
