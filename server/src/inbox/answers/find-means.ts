import { isAffected, papersRefusal } from '@tidings/policy/registrations';
import { countryOfNumber } from '@tidings/sms/countries';
import { getWorkspace } from '../../accounts/index.ts';
import { isRestricted, listPrograms, listSuppressed, type Program } from '../../contacts/index.ts';
import { countryVerdict, reachVerdict } from '../../dispatch/index.ts';
import type { Conversation } from '../../inbound/index.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { publicId } from '../../platform/ids.ts';
import { listSenders, type Sender } from '../../senders/index.ts';
import { findLastSender } from './answer.queries.ts';

/** Why nobody can answer in a conversation now: a code for programs, a sentence for whoever would. */
export type Lock = { readonly code: string; readonly sentence: string };

/** In whose name and from which number a conversation is answered. */
export type Means = { readonly program: Program; readonly sender: Sender };

export type Answering = ({ readonly ok: true } & Means) | { readonly ok: false; readonly lock: Lock };

// What somebody wrote asks for an answer, not for texts for ever after. CTIA calls it a conversation while it goes on; a month
// of silence is none.
const answeredWithinDays = 30;
const dayMs = 86_400_000;

/**
 * Whether the person of a conversation may be answered, and by what. The early look: dispatch asks again when the text leaves. What
 * they wrote is what permits it, so no consent is asked for, and an opt-out of the brand forbids it.
 */
export async function findMeans(
  tx: Tx,
  conversation: Conversation,
  { now, senderId = null }: { readonly now: Date; readonly senderId?: string | null },
): Promise<Answering> {
  const { number, brandId, lastReplyAt } = conversation;
  if (!number.startsWith('+'))
    return locked(
      'conversation.no_number',
      'This person is not on record any more, so nobody can be texted.',
    );
  if (await isRestricted(tx, number))
    return locked(
      'contact.restricted',
      'This person has asked that what is on file about them be kept and not used.',
    );
  const programs = await listPrograms(tx);
  const program = programOf(programs, brandId);
  if (!program)
    return locked(
      'conversation.no_brand',
      brandId === null
        ? 'Nothing tells which of your brands this person has written to. Send a text of a program instead.'
        : 'The brand of this conversation has no program whose texts could answer.',
    );
  if ((await listSuppressed(tx, program.brandId, [number])).has(number))
    return locked(
      'contact.opted_out',
      `This person has opted out of ${program.brandName}. Only they can come back, by START.`,
    );
  if (now.getTime() - lastReplyAt.getTime() > answeredWithinDays * dayMs)
    return locked(
      'conversation.too_old',
      `They wrote last on ${lastReplyAt.toISOString().slice(0, 10)}, more than ${answeredWithinDays} days ago, so this would be no answer. Send a text of a program that they have joined.`,
    );
  return withSender(tx, conversation, program, { now, senderId });
}

async function withSender(
  tx: Tx,
  conversation: Conversation,
  program: Program,
  { now, senderId }: { readonly now: Date; readonly senderId: string | null },
): Promise<Answering> {
  const wanted = senderId ?? (await findLastSender(tx, conversation.id));
  const sender = wanted === null ? undefined : (await listSenders(tx)).find(({ id }) => id === wanted);
  if (!sender)
    return locked(
      'conversation.no_sender',
      senderId === null
        ? 'The number that this person wrote to is none of yours any more: choose one to answer from.'
        : `There is no sender ${publicId('snd', senderId)} that you reach.`,
    );
  if (sender.kind === 'alphanumeric')
    return locked('sender.cannot_receive', 'Nobody can answer a name: choose a number to answer from.');
  const abroad = countryVerdict(conversation.number, new Set((await getWorkspace(tx)).countries));
  const lock = abroad ?? reachVerdict(sender, conversation.number);
  if (lock) return { ok: false, lock };
  const unregistered = papersRefusal(sender, now.getTime());
  if (unregistered && isAffected(sender.kind, countryOfNumber(conversation.number)))
    return { ok: false, lock: unregistered };
  return { ok: true, program, sender };
}

/** A program of the brand in whose name to answer: one that is for talking, where there is one. */
function programOf(programs: readonly Program[], brandId: string | null): Program | undefined {
  const ofBrand = programs.filter((one) => one.brandId === brandId);
  return (
    ofBrand.find(({ purpose, status }) => purpose === 'conversational' && status === 'live') ??
    ofBrand.find(({ status }) => status === 'live') ??
    ofBrand[0]
  );
}

const locked = (code: string, sentence: string): Answering => ({ ok: false, lock: { code, sentence } });
