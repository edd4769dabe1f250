import { recordAudit, type Scope } from '../accounts/index.ts';
import { queueText } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import { Conflict, Invalid } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import { codeLastsMs, judgeCode, sixDigits } from '../platform/one-time-code.ts';
import { type Language, say } from '../platform/pages/languages.ts';
import { countRequest, refuseOver } from '../platform/pages/request-count.queries.ts';
import { isSameSecret } from '../platform/secrets.ts';
import {
  countCodeTry,
  findCode,
  findSenderFor,
  forgetCode,
  getRequest,
  lockRequest,
  saveCode,
  saveRequest,
} from './request.queries.ts';
import { codeSentences, type DataRequest, refuseVerification } from './request.ts';
import { rightsWords } from './words.ts';

// A phone must not be flooded by whoever knows its number.
const mostCodesAnHour = 3;

/** Sends a code to the number the request is about. Whoever can read it there controls the number. */
export async function sendCode(ctx: Context, scope: Scope, id: string, language: Language): Promise<Date> {
  const { number } = await ctx.db.tx(scope.workspaceId, (tx) => getRequest(tx, id));
  const subject = ctx.secrets.sign(number, 'request code subject').slice(0, 22);
  refuseOver(
    await ctx.db.tx(scope.workspaceId, (tx) =>
      countRequest(tx, { purpose: 'rights.code', subject, most: mostCodesAnHour, windowSeconds: 3_600 }),
    ),
  );
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const request = await lockRequest(tx, id);
    refuseVerification(request);
    const senderId = await findSenderFor(tx, request);
    if (senderId === null)
      throw new Conflict(
        'data_request.no_sender',
        'There is no number yet from which a code could be sent. Attest how you checked who asks instead.',
      );
    const code = sixDigits(ctx.ids);
    const expiresAt = new Date(ctx.clock.now().getTime() + codeLastsMs);
    await saveCode(tx, id, hashOf(ctx, id, code), expiresAt);
    await queueText(tx, ctx, {
      contactId: request.contactId,
      number: request.number,
      senderId,
      body: say(rightsWords, language, 'code_text', { code }),
      kind: 'auto',
      purpose: 'otp',
      lane: 'otp',
      reason: 'request_code',
      withinMs: codeLastsMs,
    });
    await recordAudit(tx, scope, {
      act: 'data_request.code_sent',
      object: publicId('drq', id),
      after: { expires_at: expiresAt.toISOString() },
    });
    return expiresAt;
  });
}

export type Showing = { readonly code: string } | { readonly attested: string };

/** Records that whoever asks is the person: by the code that was sent, or because somebody of staff has made sure. */
export async function verifyRequest(
  ctx: Context,
  scope: Scope,
  id: string,
  showing: Showing,
): Promise<DataRequest> {
  if ('code' in showing) await judge(ctx, scope, id, showing.code);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const request = await lockRequest(tx, id);
    refuseVerification(request);
    if (request.status === 'verified') return request;
    const verified: DataRequest = {
      ...request,
      status: 'verified',
      verifiedAt: ctx.clock.now(),
      verifiedHow: 'code' in showing ? 'code' : 'attested',
      verifiedNote: 'code' in showing ? null : noteOf(showing.attested),
    };
    await saveRequest(tx, verified);
    await forgetCode(tx, id);
    await recordAudit(tx, scope, {
      act: 'data_request.verified',
      object: publicId('drq', id),
      after: { how: verified.verifiedHow },
    });
    return verified;
  });
}

function noteOf(attested: string): string {
  const note = attested.trim();
  if (note !== '') return note;
  throw new Invalid(
    'data_request.no_note',
    'Say how you made sure who asks, such as “came to the shop with an identity card”.',
  );
}

/** In a transaction of its own: a wrong code is counted although it is refused. */
async function judge(ctx: Context, scope: Scope, id: string, code: string): Promise<void> {
  const verdict = await ctx.db.tx(scope.workspaceId, async (tx) => {
    refuseVerification(await lockRequest(tx, id));
    const sent = await findCode(tx, id);
    const isRight = sent !== null && isSameSecret(sent.hash, hashOf(ctx, id, code.trim()));
    const judged = judgeCode(sent, isRight, ctx.clock.now());
    if (judged === 'wrong') await countCodeTry(tx, id);
    return judged;
  });
  if (verdict !== 'right')
    throw new Invalid(`data_request.code_${verdict}`, codeSentences[verdict], [
      { pointer: '/code', code: `data_request.code_${verdict}`, detail: codeSentences[verdict] },
    ]);
}

const hashOf = (ctx: Context, id: string, code: string) => ctx.secrets.sign(`${id}\n${code}`, 'request code');
