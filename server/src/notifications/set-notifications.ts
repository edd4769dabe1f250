import { randomBytes } from 'node:crypto';
import { recordAudit, requireFreshSignIn, type Scope } from '../accounts/index.ts';
import { getProgram } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Conflict, Forbidden, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { readCalledAddress } from '../platform/outside/address.ts';
import { isTimeZone } from '../platform/time-zone.ts';
import { getSender } from '../senders/index.ts';
import { choosable, type KindName, type WayToTell } from './kinds.ts';
import { type Channel, findChannel, readSetting, saveChannel, saveSetting } from './setting.queries.ts';
import { type NotificationSetting, readTime } from './setting.ts';
import { spreadNews } from './spread.ts';
import { secretPlace } from './tell.ts';

export type SettingWish = {
  readonly choices?: Readonly<Record<string, readonly WayToTell[] | null>>;
  readonly quiet?: { readonly from: string; readonly until: string } | null;
  readonly timeZone?: string | null;
  readonly urgentAnyway?: boolean;
  readonly digest?: NotificationSetting['digest'];
  readonly digestHour?: number;
  readonly webhookUrl?: string | null;
};

/** Says what somebody wants to be told of, and how. The secret of a new address is shown this once. */
export async function setNotifications(
  ctx: Context,
  scope: Scope,
  accountId: string,
  wish: SettingWish,
): Promise<{ setting: NotificationSetting; secret: string | null }> {
  // A key can be read by others than whoever made it; where its owner is told things is for them alone.
  if (wish.webhookUrl !== undefined && scope.actor !== `member:${accountId}`)
    throw new Forbidden(
      'caller.not_a_person',
      'Only a person who is signed in can say where calls go; an API key cannot.',
    );
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await readSetting(tx, accountId);
    const url = wish.webhookUrl === undefined ? before.webhookUrl : readUrl(wish.webhookUrl);
    const isNew = url !== null && url !== before.webhookUrl;
    if (isNew) requireFreshSignIn(scope);
    const secret = isNew ? `whsec_${randomBytes(24).toString('base64')}` : null;
    const sealed =
      secret === null
        ? before.sealedSecret
        : ctx.secrets.seal(secret, secretPlace(tx.workspaceId, accountId));
    const setting: NotificationSetting = {
      ...before,
      choices: wish.choices === undefined ? before.choices : choose(before.choices, wish.choices),
      quiet: wish.quiet === undefined ? before.quiet : readQuiet(wish.quiet),
      timeZone: wish.timeZone === undefined ? before.timeZone : readZone(wish.timeZone),
      urgentAnyway: wish.urgentAnyway ?? before.urgentAnyway,
      digest: wish.digest ?? before.digest,
      digestHour: wish.digestHour ?? before.digestHour,
      webhookUrl: url,
      sealedSecret: url === null ? null : sealed,
    };
    await saveSetting(tx, accountId, setting);
    await recordAudit(tx, scope, {
      act: 'notifications.changed',
      object: publicId('mem', accountId),
      before: inWords(before),
      after: inWords(setting),
    });
    return { setting, secret };
  });
}

const inWords = ({ choices, quiet, digest, webhookUrl }: NotificationSetting) => ({
  ...{ choices, quiet, digest, webhook: webhookUrl },
});

/** Null takes a kind back to how it comes. */
function choose(before: NotificationSetting['choices'], wish: NonNullable<SettingWish['choices']>) {
  const after: Partial<Record<KindName, readonly WayToTell[]>> = { ...before };
  for (const [kind, ways] of Object.entries(wish)) {
    const known = choosable.find((one) => one === kind);
    if (known === undefined)
      throw refuse(
        'notifications.unknown_kind',
        `There is no kind ${kind.slice(0, 40)}. There are ${choosable.join(', ')}.`,
        `/choices/${kind}`,
      );
    if (ways === null) delete after[known];
    else after[known] = [...new Set(ways)];
  }
  return after;
}

function readQuiet(quiet: { from: string; until: string } | null): NotificationSetting['quiet'] {
  if (quiet === null) return null;
  const [from, until] = [readTime(quiet.from), readTime(quiet.until)];
  if (from === null || until === null)
    throw refuse(
      'notifications.bad_time',
      'Give times as 22:00.',
      from === null ? '/quiet/from' : '/quiet/until',
    );
  if (from === until)
    throw refuse(
      'notifications.bad_time',
      'Quiet times begin and end at different times; without them, everything is told at once.',
      '/quiet/until',
    );
  return { from, until };
}

function readZone(zone: string | null): string | null {
  if (zone === null || isTimeZone(zone)) return zone;
  throw refuse(
    'notifications.bad_zone',
    'Give a time zone such as America/New_York, or none for that of the workspace.',
    '/time_zone',
  );
}

const readUrl = (text: string | null): string | null =>
  text === null ? null : readCalledAddress(text, 'notifications', '/webhook_url');

const refuse = (code: string, detail: string, pointer: string) =>
  new Invalid(code, detail, [{ pointer, code, detail }]);

/** Tells somebody a test, by every way for which they have an address. */
export const sendTest = (ctx: Context, scope: Scope, accountId: string): Promise<void> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    await spreadNews(tx, ctx, [
      { kind: 'test', key: ctx.ids.uuid(), subject: null, facts: {}, to: [accountId] },
    ]);
    await recordAudit(tx, scope, {
      ...{ act: 'notifications.tested', object: publicId('mem', accountId), after: { kind: 'test' } },
    });
  });

/** Through which program and from which of its numbers staff is texted; null for nobody. */
export const setChannel = (ctx: Context, scope: Scope, channel: Channel | null): Promise<Channel | null> =>
  ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await findChannel(tx);
    if (channel !== null) await refuseUnfit(tx, channel);
    await saveChannel(tx, channel);
    await recordAudit(tx, scope, {
      act: 'notifications.channel_changed',
      object: publicId('wsp', scope.workspaceId),
      before: { program: before?.programId ?? null, sender: before?.senderId ?? null },
      after: { program: channel?.programId ?? null, sender: channel?.senderId ?? null },
    });
    return channel;
  });

const fitting: readonly string[] = ['internal', 'transactional'];

async function refuseUnfit(tx: Tx, { programId, senderId }: Channel): Promise<void> {
  const program = await getProgram(tx, programId);
  await getSender(tx, senderId);
  if (!fitting.includes(program.purpose))
    throw new Conflict(
      'notifications.unfit_program',
      `“${program.name}” is for ${program.purpose} texts. Name a program for internal or transactional ones: what staff is told is nothing that sells.`,
    );
  if (program.status !== 'live')
    throw new Conflict(
      'program.not_live',
      `“${program.name}” is not published, so nobody can join it. Publish it first.`,
    );
}
