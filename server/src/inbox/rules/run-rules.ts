import { addTags, ensureContact, tagOf } from '../../contacts/index.ts';
import { askForPerson, type Conversation, setQuiet, stopWaiting } from '../../inbound/index.ts';
import { publicId, readUuidId } from '../../platform/ids.ts';
import { enqueue } from '../../platform/jobs/index.ts';
import { give, giveToNext, requireColleague } from '../agents/assign.ts';
import { endWait } from '../end-wait.ts';
import { insertEvent } from '../event.queries.ts';
import { isOpenAt } from '../hours/business-hours.ts';
import { type Desk, dueOf, houseActor } from '../house.ts';
import type { InboxReply } from '../reply.queries.ts';
import { afterReply, close, type Standing } from '../standing.ts';
import { callRuleTask } from './call-rule.ts';
import { insertRuleCall } from './rule.queries.ts';
import { type InboxRule, takesReply } from './rule.ts';

// For so long a person speaks, and keywords keep silent.
const handedOverForMs = 24 * 3_600_000;

/** Lets every rule that takes this reply do what it is for, in their order. */
export async function runRules(
  desk: Desk,
  conversation: Conversation,
  before: Standing,
  reply: InboxReply,
): Promise<Standing> {
  const facts = {
    ...reply,
    brandId: conversation.brandId,
    isOutsideHours: !isOpenAt(desk.hours, reply.receivedAt),
  };
  let standing = before;
  for (const rule of desk.rules) {
    if (!takesReply(rule, facts)) continue;
    const detail = { rule_id: publicId('irl', rule.id), rule: rule.name };
    const event = { conversationId: conversation.id, at: desk.now, actor: houseActor } as const;
    await insertEvent(desk.tx, { ...event, act: 'rule', detail });
    standing = await runRule(desk, conversation, standing, reply, rule);
  }
  return standing;
}

async function runRule(
  desk: Desk,
  conversation: Conversation,
  before: Standing,
  reply: InboxReply,
  rule: InboxRule,
): Promise<Standing> {
  const { tx, ctx } = desk;
  const { tags, assignTo, handOverTo, close: closes } = rule.does;
  if (tags && tags.length > 0) {
    const contactId = reply.contactId ?? (await ensureContact(tx, ctx, reply.number));
    if (contactId !== null) await addTags(tx, tags.map(tagOf), [contactId]);
  }
  await tellOthers(desk, conversation, reply, rule);
  let standing = before;
  if (assignTo !== undefined) standing = await assign(desk, conversation.id, standing, assignTo);
  if (handOverTo !== undefined) {
    standing = await handOver(desk, conversation, standing, reply);
    standing = await assign(desk, conversation.id, standing, handOverTo);
  }
  return closes === true ? closeByRule(desk, conversation.id, standing) : standing;
}

/** As by hand; but keywords that keep silent go on doing so, since it may be a machine that writes. */
async function closeByRule({ tx, now }: Desk, conversationId: number, standing: Standing): Promise<Standing> {
  if (standing.state === 'closed') return standing;
  await endWait(tx, { conversationId, standing, at: now, by: houseActor, how: 'closed' });
  await stopWaiting(tx, conversationId);
  await insertEvent(tx, { conversationId, at: now, actor: houseActor, act: 'closed' });
  return close(standing, now);
}

/** A person speaks from now on: one is asked for, and the machine keeps silent. */
async function handOver(
  desk: Desk,
  { id }: Conversation,
  standing: Standing,
  reply: InboxReply,
): Promise<Standing> {
  const { tx, now } = desk;
  await askForPerson(tx, id, now, 'rule');
  await setQuiet(tx, id, new Date(now.getTime() + handedOverForMs), 'handed_over');
  if (standing.waitsSince !== null) return standing;
  const asked = afterReply(standing, {
    at: reply.receivedAt,
    asksForPerson: true,
    dueAt: dueOf(desk, reply.receivedAt),
  });
  return { ...asked, turn: standing.turn };
}

/** To whom a rule says; as it was where that colleague has gone, may not answer, or would not see it. */
async function assign(desk: Desk, conversationId: number, standing: Standing, to: string): Promise<Standing> {
  const { tx, setting, now } = desk;
  const giving = { conversationId, standing, actor: houseActor, at: now };
  if (to === 'next') {
    if (standing.assigneeId !== null) return standing;
    return giveToNext(tx, giving, setting.assigns === 'by_hand' ? 'round_robin' : setting.assigns);
  }
  const accountId = readUuidId('mem', to);
  if (accountId === null) return standing;
  const isThere = await requireColleague(tx, accountId, conversationId).then(
    () => true,
    () => false,
  );
  return isThere ? give(tx, giving, accountId) : standing;
}

async function tellOthers(
  { tx, ctx, now }: Desk,
  conversation: Conversation,
  reply: InboxReply,
  { id: ruleId, name, does }: InboxRule,
): Promise<void> {
  const calls = [
    ...(does.webhook === undefined ? [] : [{ kind: 'webhook' as const, address: does.webhook }]),
    ...(does.forwardTo ?? []).map((address) => ({ kind: 'mail' as const, address })),
  ];
  for (const { kind, address } of calls) {
    const id = ctx.ids.uuid();
    const body = kind === 'webhook' ? webhookBody(conversation, reply, ruleId, now) : letterBody(reply, name);
    const call = { id, ruleId, conversationId: conversation.id, kind, address, body };
    await insertRuleCall(tx, call, now);
    await enqueue(tx, callRuleTask, { workspaceId: tx.workspaceId, callId: id });
  }
}

const webhookBody = (conversation: Conversation, reply: InboxReply, ruleId: string, now: Date): string =>
  JSON.stringify({
    type: 'inbox.rule_matched',
    timestamp: now.toISOString(),
    data: {
      rule_id: publicId('irl', ruleId),
      conversation_id: publicId('cnv', conversation.id),
      reply_id: publicId('rpl', reply.id),
      contact_id: reply.contactId === null ? null : publicId('con', reply.contactId),
      ...{ from: reply.number, body: reply.body, marks: reply.marks },
      received_at: reply.receivedAt.toISOString(),
    },
  });

const letterBody = (reply: InboxReply, rule: string): string =>
  [
    `${reply.number} wrote on ${reply.receivedAt.toISOString()}:`,
    '',
    reply.body,
    '',
    `Forwarded by the inbox rule “${rule}”. An answer to this letter does not reach them: answer in the inbox.`,
  ].join('\n');
