import { systemScope } from '../accounts/index.ts';
import { type Evidence, getContact, setTracking } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { publicId } from '../platform/ids.ts';

/**
 * Keeps what somebody ticked about their links, once they are in. The tick stands in the evidence of their joining, so a YES that comes
 * days later finds it there. What a person has refused elsewhere is taken back only by whoever has shown that the phone is theirs:
 * anybody can type a number into a form.
 */
export async function agreeToTracking(
  tx: Tx,
  ctx: Pick<Context, 'clock'>,
  joined: { readonly contactId: number; readonly evidence: Evidence; readonly isProven: boolean },
): Promise<void> {
  const { contactId, evidence, isProven } = joined;
  if (evidence.tracking !== 'agreed') return;
  const said = (await getContact(tx, contactId)).tracking ?? null;
  if (said === 'agreed' || (said === 'refused' && !isProven)) return;
  const where =
    typeof evidence.form_id === 'string' ? `form ${publicId('frm', evidence.form_id)}` : 'sign-up';
  const how = `${where}, a box of its own that was not ticked before`;
  await setTracking(tx, ctx, systemScope(tx.workspaceId, 'joining'), contactId, { tracking: 'agreed', how });
}
