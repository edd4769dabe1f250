import { countParts } from '@tidings/sms';
import { getWorkspace, type Post } from '../accounts/index.ts';
import { findContactByNumber, getProgram } from '../contacts/index.ts';
import { queueDirect } from '../dispatch/index.ts';
import { signCall } from '../inbound/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';
import type { Outside } from '../platform/outside/outside.ts';
import { holdLetters, type Letter, settleLetters, takeDueLetters } from './letter.queries.ts';
import { findChannel } from './setting.queries.ts';
import { writeCall, writeMail, writeText } from './write-letter.ts';

/** Where the secret of a person's webhook is sealed to. */
export const secretPlace = (workspaceId: string, accountId: string): string =>
  `notification_setting.webhook_secret.${workspaceId}.${accountId}`;

export type TellOptions = { readonly post: Post | null; readonly outside: Outside };

const mostAtOnce = 200;
const answersWithinMs = 10_000;
/** After the first, second … try that failed; twelve tries are most of a day. */
const pausesMs = [30, 60, 120, 300, 600, 1_800, 3_600, 7_200, 14_400, 14_400, 14_400].map(
  (seconds) => seconds * 1_000,
);
// A text about the morning is of no use in the evening.
const textLastsMs = 4 * 3_600_000;

/** Null where it is told; else why not, and whether another try could help. */
type Trouble = { readonly words: string; readonly isHopeless: boolean } | null;

const hopeless = (words: string): Trouble => ({ words, isHopeless: true });
const passing = (words: string): Trouble => ({ words, isHopeless: false });

/**
 * Tells what is due outside of the console. Mail and texts to one person are put together: what has gathered over a night is
 * one letter. A call is made for each, so that a program can tell them apart. One address that is slow must not make the others
 * be told twice: right before its turn each group is asked for again, and what somebody else has taken meanwhile is left to them.
 */
export async function tellDue(ctx: Context, workspaceId: string, options: TellOptions): Promise<number> {
  const due = await ctx.db.tx(workspaceId, (tx) => takeDueLetters(tx, ctx.clock.now(), mostAtOnce));
  const { name: workspace } = await ctx.db.tx(workspaceId, getWorkspace);
  const groups = Map.groupBy(due, (letter) =>
    letter.way === 'webhook'
      ? `webhook ${letter.accountId} ${letter.notificationId}`
      : `${letter.way} ${letter.accountId}`,
  );
  let told = 0;
  for (const letters of groups.values())
    told +=
      letters[0]?.way === 'sms'
        ? await tellByText(ctx, workspaceId, letters)
        : await tellOutside(ctx, options, { workspaceId, workspace, letters });
  return told;
}

/** Held, queued and settled together: a text is queued once, whatever happens in between. */
const tellByText = (ctx: Context, workspaceId: string, taken: readonly Letter[]): Promise<number> =>
  ctx.db.tx(workspaceId, async (tx) => {
    const letters = await holdLetters(tx, taken, ctx.clock.now());
    return letters.length === 0 ? 0 : settle(tx, ctx, letters, await queueStaffText(tx, ctx, letters));
  });

type Group = {
  readonly workspaceId: string;
  readonly workspace: string;
  readonly letters: readonly Letter[];
};

async function tellOutside(
  ctx: Context,
  options: TellOptions,
  { workspaceId, workspace, letters: taken }: Group,
): Promise<number> {
  const letters = await ctx.db.tx(workspaceId, (tx) => holdLetters(tx, taken, ctx.clock.now()));
  const [first] = letters;
  if (!first) return 0;
  const trouble =
    first.way === 'email'
      ? await mail(options.post, letters, workspace)
      : await callOut(ctx, options, workspaceId, letters);
  return ctx.db.tx(workspaceId, (tx) => settle(tx, ctx, letters, trouble));
}

async function settle(tx: Tx, ctx: Context, letters: readonly Letter[], trouble: Trouble): Promise<number> {
  const now = ctx.clock.now();
  const tries = Math.max(...letters.map((one) => one.tries));
  const pauseMs = pausesMs[tries - 1];
  const isOver = trouble !== null && (trouble.isHopeless || pauseMs === undefined);
  if (trouble !== null)
    ctx.log.warn({ workspaceId: tx.workspaceId, way: letters[0]?.way, trouble: trouble.words }, untold);
  await settleLetters(tx, letters, {
    toldAt: trouble === null ? now : null,
    givenUpAt: isOver ? now : null,
    nextAt: new Date(now.getTime() + (pauseMs ?? 0)),
    trouble: trouble?.words ?? null,
  });
  return trouble === null ? letters.length : 0;
}

const untold = 'A notification could not be told.';

async function mail(post: Post | null, letters: readonly Letter[], workspace: string): Promise<Trouble> {
  if (!post) return hopeless('No mail goes out from this installation: TIDINGS_SMTP_URL is not set.');
  const { origin } = post;
  const failed = await post.mailer
    .send({ to: letters[0]?.email ?? '', ...writeMail(letters, { origin, workspace }) })
    .then(() => null)
    .catch((error: Error) => error.message);
  return failed === null ? null : passing(failed);
}

/** Signed as Standard Webhooks; the id is the same for every try, so that whoever is told twice can tell. */
async function callOut(
  ctx: Context,
  { outside }: TellOptions,
  workspaceId: string,
  [letter]: readonly Letter[],
): Promise<Trouble> {
  if (!letter || letter.webhookUrl === null || letter.sealedSecret === null)
    return hopeless('The address has been taken out of the settings since.');
  const id = `${publicId('ntf', letter.notificationId)}_${letter.accountId.replaceAll('-', '')}`;
  const body = writeCall(letter, publicId('ntf', letter.notificationId), ctx.origin ?? null);
  const secret = ctx.secrets.open(letter.sealedSecret, secretPlace(workspaceId, letter.accountId));
  // Whoever is called holds the hour against a clock of their own, which no rehearsal moves.
  const seconds = Math.floor(Date.now() / 1_000);
  const answer = await outside({
    method: 'POST',
    url: letter.webhookUrl,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Tidings',
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signCall(secret, id, seconds, body),
    },
    body,
    mostBytes: 65_536,
    withinMs: answersWithinMs,
  });
  if (answer.kind === 'failed') {
    const words = `The address could not be reached (${answer.code}).`;
    const isClosed = answer.code === 'bad_address' || answer.code === 'private_address';
    return isClosed ? hopeless(words) : passing(words);
  }
  if (answer.status >= 200 && answer.status < 300) return null;
  const words = `The address answered ${answer.status}.`;
  return answer.status === 410 ? hopeless(words) : passing(words);
}

/** By the program that the workspace has named, like any other text of it: whoever has left gets none. */
async function queueStaffText(tx: Tx, ctx: Context, letters: readonly Letter[]): Promise<Trouble> {
  const number = letters[0]?.number ?? null;
  if (number === null) return hopeless('The number has been taken out of the settings since.');
  const channel = await findChannel(tx);
  if (channel === null)
    return hopeless(
      'Nobody has said through which program and number staff is texted: notifications of the workspace.',
    );
  const program = await getProgram(tx, channel.programId);
  const contact = await findContactByNumber(tx, number);
  if (!contact) return hopeless('The number is not in the program any more: confirm it again.');
  const body = writeText(letters, program.brandName);
  await queueDirect(tx, ctx, [
    {
      ...{
        programId: program.id,
        brandId: program.brandId,
        purpose: program.purpose,
        senderId: channel.senderId,
      },
      notBefore: ctx.clock.now(),
      withinMs: textLastsMs,
      texts: [
        {
          ...{ contactId: contact.id, number, body, parts: countParts(body).parts, consentEventId: null },
          ...{ metadata: null, template: null, queuedBy: 'system:notifications' },
        },
      ],
    },
  ]);
  return null;
}
