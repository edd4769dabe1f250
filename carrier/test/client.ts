import {
  addressOf,
  type BindMode,
  type ConnectOutcome,
  connect,
  destinationFields,
  type OutgoingBody,
  type Pdu,
  type Receipt,
  readMessage,
  readReceipt,
  type Session,
  sourceFields,
  splitText,
  type Tlv,
  tlv,
} from '@tidings/smpp';
import { shop } from './fixtures.ts';
import { type Rehearsal, testKey } from './rehearsal.ts';

/** What a client saw of one submit_sm. */
export type Submitted = { status: number; id: string } | 'closed' | 'silence';

export interface SmppText {
  reference?: string;
  tag?: string;
  from?: string;
  to?: string;
  body?: string;
  pdu?: OutgoingBody<'submit_sm'>;
}

/** What a client was delivered, and what it answers to that. */
export interface Heard {
  receipts: Receipt[];
  texts: string[];
  delivered: Pdu<'deliver_sm'>[];
  /** The status to answer with; 'nothing' leaves the carrier waiting. */
  answerWith: number | 'nothing';
}

/** A client of the SMPP face. */
export interface Client extends Heard, AsyncDisposable {
  session: Session;
  submit(text: SmppText): Promise<Submitted>;
  until(condition: (client: Client) => boolean): Promise<void>;
}

export function bind(
  rehearsal: Rehearsal,
  more: Partial<Parameters<typeof connect>[0]> = {},
): Promise<ConnectOutcome> {
  const { port } = new URL(rehearsal.running.smpp ?? '');
  const usual = { systemId: 'rehearsal', password: testKey, window: 100 };
  return connect({ host: '127.0.0.1', port: Number(port), ...usual, ...more });
}

export async function openClient(
  rehearsal: Rehearsal,
  mode: BindMode = 'transceiver',
  responseTimeoutMs = 20_000,
): Promise<Client> {
  const waiters = new Set<() => void>();
  // The first PDUs may come in the chunk that says that the bind is good.
  const heard: Heard = { receipts: [], texts: [], delivered: [], answerWith: 0 };
  const take = (pdu: Pdu<'deliver_sm'>, answer: (status: number) => void) => {
    const { answerWith } = heard;
    if (answerWith === 0) keep(heard, pdu);
    heard.delivered.push(pdu);
    if (answerWith !== 'nothing') answer(answerWith);
    for (const waiter of waiters) waiter();
  };
  const handlers = { requests: { deliver_sm: take } };
  const outcome = await bind(rehearsal, { mode, responseTimeoutMs, handlers });
  if (outcome.kind !== 'bound') throw new Error(`Not bound: ${outcome.kind}`);
  const { session } = outcome;
  const client: Client = Object.assign(heard, {
    session,
    async submit(text: SmppText): Promise<Submitted> {
      const told = await session.ask('submit_sm', bodyOf(text));
      if (told.kind === 'closed') return 'closed';
      if (told.kind === 'timeout') return 'silence';
      if (told.kind === 'not_sent') throw new Error(told.sentence);
      return { status: told.pdu.status, id: told.pdu.command === 'submit_sm_resp' ? told.pdu.messageId : '' };
    },
    until(condition: (client: Client) => boolean) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const check = () => {
        if (!condition(client)) return;
        waiters.delete(check);
        resolve();
      };
      waiters.add(check);
      check();
      return promise;
    },
    async [Symbol.asyncDispose]() {
      await session.close(100);
    },
  });
  return client;
}

function keep(heard: Heard, pdu: Pdu<'deliver_sm'>): void {
  const receipt = readReceipt(pdu);
  if (receipt) heard.receipts.push(receipt);
  else heard.texts.push(readMessage(pdu).text ?? '');
}

export function bodyOf({
  reference,
  tag = 'june',
  from = shop,
  to = '+12025550123',
  body = 'Hello',
  pdu = {},
}: SmppText): OutgoingBody<'submit_sm'> {
  const split = splitText(body, { reference: 1, way: 'payload' });
  const [part] = split.ok ? split.parts : [];
  return {
    ...sourceFields(addressOf(from)),
    ...destinationFields(addressOf(to)),
    ...{ esmClass: 0, registeredDelivery: 1, ...part, ...pdu },
    tlvs: [...namesOf(reference, tag), ...(part?.tlvs ?? []), ...(pdu.tlvs ?? [])],
  };
}

/** The vendor's parameters that carry our reference and tag. */
function namesOf(reference: string | undefined, tag: string): Tlv[] {
  return [
    ...(reference === undefined ? [] : [tlv(0x1400, Buffer.from(reference))]),
    ...(tag === '' ? [] : [tlv(0x1401, Buffer.from(`${tag}\0`))]),
  ];
}
