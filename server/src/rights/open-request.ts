import { isCountryCode, parseNumber } from '@tidings/sms/numbers';
import { getWorkspace, recordAudit, type Scope } from '../accounts/index.ts';
import { type Contact, type ContactCorrection, findContactByNumber, getContact } from '../contacts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { type LawName, lawOf } from './laws.ts';
import { insertRequest } from './request.queries.ts';
import { type DataRequest, dueOf, type RequestChannel, type RequestKind } from './request.ts';

export type NewRequest = {
  readonly kind: RequestKind;
  /** One of the two; a number that is nobody's contact may ask as well. */
  readonly number?: string | undefined;
  readonly contactId?: number | undefined;
  /** By default the law of where the person is. */
  readonly law?: LawName | undefined;
  readonly channel: RequestChannel;
  /** When it reached the business, which is when its time began; by default now. */
  readonly receivedAt?: Date | undefined;
  readonly correction?: ContactCorrection | undefined;
};

/** Takes down what a person asks for. From here on its time runs. */
export async function openRequest(ctx: Context, scope: Scope, wish: NewRequest): Promise<DataRequest> {
  return ctx.db.tx(scope.workspaceId, (tx) => openWithin(tx, ctx, scope, wish, null));
}

/** The same in a transaction that has more to do; `verifiedHow` where the person has shown who they are by the way they came. */
export async function openWithin(
  tx: Tx,
  ctx: Context,
  scope: Scope,
  wish: NewRequest,
  verifiedHow: 'link' | null,
): Promise<DataRequest> {
  const now = ctx.clock.now();
  const receivedAt = wish.receivedAt ?? now;
  if (receivedAt > now)
    throw new Invalid('data_request.in_the_future', 'A request cannot have come later than now.', [
      { pointer: '/received_at', code: 'data_request.in_the_future', detail: 'It lies in the future.' },
    ]);
  refuseBadCorrection(wish);
  const { number, contact } = await findPerson(tx, wish);
  const law =
    wish.law ?? lawOf(contact?.country ?? (await getWorkspace(tx)).country, contact?.region ?? null);
  const request: DataRequest = {
    id: ctx.ids.uuid(),
    kind: wish.kind,
    law,
    status: verifiedHow ? 'verified' : 'received',
    number,
    contactId: contact?.id ?? null,
    channel: wish.channel,
    correction: wish.correction ?? null,
    receivedAt,
    dueAt: dueOf(law, receivedAt),
    extendedAt: null,
    extensionReason: null,
    verifiedAt: verifiedHow && now,
    verifiedHow,
    verifiedNote: null,
    answer: null,
    reason: null,
    closedAt: null,
    closedBy: null,
    createdBy: scope.actor,
    endedAt: null,
    endedBy: null,
    endedReason: null,
  };
  await insertRequest(tx, request);
  await recordAudit(tx, scope, {
    act: 'data_request.opened',
    object: publicId('drq', request.id),
    after: { kind: request.kind, law, channel: request.channel, due_at: request.dueAt },
  });
  return request;
}

function refuseBadCorrection({ kind, correction }: NewRequest): void {
  const isGiven = correction !== undefined && Object.keys(correction).length > 0;
  if ((kind === 'rectification') === isGiven) return;
  throw new Invalid(
    'data_request.correction',
    'A rectification says what is to be corrected (first_name, last_name or email), and nothing else does.',
  );
}

async function findPerson(
  tx: Tx,
  { number: text, contactId }: NewRequest,
): Promise<{ number: string; contact: Contact | undefined }> {
  if ((text === undefined) === (contactId === undefined))
    throw new Invalid(
      'data_request.whose',
      'Say whose request it is: by number or by contact_id, one of them.',
    );
  if (contactId !== undefined) {
    const contact = await getContact(tx, contactId);
    return { number: contact.number, contact };
  }
  const number = readNumber(text ?? '', (await getWorkspace(tx)).country);
  return { number, contact: await findContactByNumber(tx, number) };
}

/** A number as people write it; without a country code it is one of the workspace's country. */
export function readNumber(text: string, country: string): string {
  const parsed = parseNumber(text, { defaultCountry: isCountryCode(country) ? country : undefined });
  if (parsed.ok) return parsed.e164;
  throw new Invalid(parsed.code, parsed.sentence, [
    { pointer: '/number', code: parsed.code, detail: parsed.sentence },
  ]);
}
