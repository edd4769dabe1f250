import { signCallback } from '@tidings/carrier';
import { Pool } from 'undici';
import { instanceId } from '../../e2e/stage/stage.ts';
import { referenceOf } from '../../server/src/gateways/index.ts';
import { providerIdOf } from './accepted-texts.ts';

/** One event of a carrier, which posts each by itself, as most do. */
export type CarrierCall = { readonly isReply: boolean; readonly body: string };

export const receiptCall = (messageId: number): CarrierCall => ({
  isReply: false,
  body: bodyOf({
    type: 'receipt',
    id: providerIdOf(messageId),
    reference: referenceOf(instanceId, messageId),
    status: 'delivered',
  }),
});

/** What somebody sends who wants nothing of us. */
export const replyCall = (from: string, to: string): CarrierCall => ({
  isReply: true,
  body: bodyOf({
    type: 'inbound',
    id: `reply-${from}`,
    from,
    to,
    body: 'Thanks, see you on Saturday',
    at: new Date().toISOString(),
  }),
});

const bodyOf = (event: object) => JSON.stringify({ events: [event] });

/** A carrier with its lines open; every call that is not taken is an error. */
export type Caller = {
  call(one: CarrierCall): Promise<void>;
  close(): Promise<void>;
};

export const callerLines = 128;

export async function openCaller(address: string, callbackSecret: string): Promise<Caller> {
  const { origin, pathname: path } = new URL(address);
  const pool = new Pool(origin, { connections: callerLines, pipelining: 1 });
  async function call({ body }: Pick<CarrierCall, 'body'>): Promise<void> {
    const signature = signCallback(callbackSecret, body, Math.floor(Date.now() / 1_000));
    const headers = { 'content-type': 'application/json', 'carrier-signature': signature };
    const answer = await pool.request({ method: 'POST', path, headers, body });
    const said = await answer.body.text();
    if (answer.statusCode !== 204)
      throw new Error(`A callback was answered with ${answer.statusCode}: ${said}`);
  }
  // Lines are opened before anything is measured: a carrier, or the proxy in front of the service, keeps them open.
  await Promise.all(Array.from({ length: callerLines }, () => call({ body: '{"events":[]}' })));
  return { call, close: () => pool.close() };
}
