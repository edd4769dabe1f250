import { listWorkspaceIds, type Post, recordAudit, systemScope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { missingOf } from './needs.ts';
import { listAcknowledgements, listPolicies } from './policies.queries.ts';
import { readingsOf } from './policies.ts';
import { findSetting, listPasses, listStaff, type Staff } from './training.queries.ts';

type Reminder = {
  readonly person: Staff;
  readonly policies: readonly string[];
  readonly modules: readonly string[];
};

// A pass that runs out before long is reminded of while there is time.
const earlyMs = 14 * 86_400_000;

/**
 * Mails everybody who has a written policy to acknowledge, and, where training is enforced, a module to pass or to renew within two
 * weeks. Once a week, so that it is read. That somebody was reminded, and of what, stands in the audit.
 */
export async function remindStaff(ctx: Context, post: Post | null): Promise<void> {
  if (!post) return;
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const reminders = await ctx.db.tx(workspaceId, (tx) => findReminders(tx, ctx.clock.now()));
    for (const reminder of reminders) {
      // One address that the mail server does not take keeps nobody else from being reminded.
      const failure = await send(ctx, post, workspaceId, reminder).catch((error: Error) => error);
      if (failure) ctx.log.warn({ err: failure }, 'A member of staff could not be reminded by mail.');
    }
  }
}

async function send(ctx: Context, post: Post, workspaceId: string, reminder: Reminder): Promise<void> {
  const { person, policies, modules } = reminder;
  await post.mailer.send({
    to: person.email,
    subject: 'What is left for you to read in Tidings',
    text: letterOf(reminder, post.origin),
  });
  await ctx.db.tx(workspaceId, (tx) =>
    recordAudit(tx, systemScope(workspaceId, 'reminders'), {
      act: 'member.reminded',
      object: publicId('mem', person.accountId),
      after: { policies: policies.length, modules },
    }),
  );
}

async function findReminders(tx: Tx, now: Date): Promise<Reminder[]> {
  const [setting, staff, passes] = [await findSetting(tx), await listStaff(tx), await listPasses(tx, null)];
  const readings = readingsOf(await listPolicies(tx), staff, await listAcknowledgements(tx));
  const soon = new Date(now.getTime() + earlyMs);
  return staff
    .map((person) => ({
      person,
      policies: readings
        .filter((one) => one.at === null && one.person.accountId === person.accountId)
        .map(({ policy }) => policy.title),
      modules: setting.isEnforced ? missingOf(person, setting, passes, soon) : [],
    }))
    .filter(({ policies, modules }) => policies.length + modules.length > 0);
}

function letterOf({ person, policies, modules }: Reminder, origin: string): string {
  return [
    `${person.name},`,
    '',
    ...(policies.length > 0
      ? [
          'these written policies wait for you to acknowledge them:',
          ...policies.map((title) => `- ${title}`),
          '',
        ]
      : []),
    ...(modules.length > 0
      ? ['this training is missing, or runs out within two weeks:', ...modules.map((id) => `- ${id}`), '']
      : []),
    `Sign in at ${origin}.`,
  ].join('\n');
}
