/**
 * The rehearsal carrier's adapter.
 *
 *   POST /v1/messages            authorization: Bearer KEY
 *   {"reference":"k3x9q2.1a2b3c","tag":"cmp_…","from":"+12025550100","to":"+13035550146","body":"Hello"}
 *   → 202 {"id":"rc_7f3a","parts":1,"status":"accepted"}
 *   → 4xx {"code":"invalid_number","message":"…"}      nothing was accepted
 *   → 429 with Retry-After                             nothing was accepted
 *   GET /v1/messages?reference=k3x9q2.1a2b3c → {"data":[{"id":"rc_7f3a",…}]}
 *
 *   POST here {"events":[{"type":"inbound","id":"rc_7f3b","from":"+13035550146","to":"+12025550100","body":"Look","at":"…",
 *     "subject":"My cat","media":[{"url":"http://127.0.0.1:40123/v1/media/…","content_type":"image/png"}]}]}
 *
 * Callbacks carry `carrier-signature: t=<unix seconds>,v1=<hex hmac-sha256 of "t.body">`.
 */
import { createHmac } from 'node:crypto';
import { Invalid } from '../../platform/errors.ts';
import { isSameSecret } from '../../platform/secrets.ts';
import type { Callback, CarrierReceipt, Inbound, Verification } from '../callback.ts';
import type { Gateway, GatewayAdapter, LookUp, Submission } from '../gateway.ts';
import { openHttpLine } from '../http/http-line.ts';
import { outcomeOfFailure } from '../http/lost-answers.ts';
import { isObject, jsonObject, objectsOf } from '../http/read-answer.ts';
import { capabilities, errors, form } from './about.ts';
import { outcomeOfAnswer } from './outcomes.ts';

export const rehearsal: GatewayAdapter = {
  kind: 'rehearsal',
  name: 'Rehearsal carrier',
  isRehearsal: true,
  ...{ capabilities, errors, form },
  open(settings, secret) {
    const { url, connections } = readSettings(settings);
    const { key, callbackSecret } = readSecret(secret);
    return openRehearsal(url, key, callbackSecret, connections);
  },
};

// With 20 ms a request, 128 connections carry 6,000 texts a second; more gain nothing on two cores.
const defaultConnections = 256;

const lookUpLimits = { mayStillLeave: () => true, answerWithinMs: 5_000 };

function openRehearsal(url: string, key: string, callbackSecret: string, connections: number): Gateway {
  const line = openHttpLine(url, connections);
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  return {
    capability: 'B',
    listingLagMs: 1_000,
    // As many wait as are on the wire, so that a line that is free has its next text at once.
    window: connections * 4,
    submit: (texts, limits) =>
      texts.map(async (text) => {
        const request = { method: 'POST', path: '/v1/messages', headers, body: bodyOf(text) } as const;
        const answer = await line.send(request, limits);
        if (answer.kind === 'not_sent') return answer;
        return answer.kind === 'failed'
          ? outcomeOfFailure(answer.error)
          : outcomeOfAnswer(answer.status, answer.headers, answer.body);
      }),
    async reconcile({ reference }) {
      const path = `/v1/messages?reference=${encodeURIComponent(reference)}`;
      const answer = await line.send({ method: 'GET', path, headers }, lookUpLimits);
      if (answer.kind !== 'answer')
        return { kind: 'cannot_say', sentence: 'The carrier could not be asked.' };
      if (answer.status === 200) return readListing(answer.body, reference);
      return { kind: 'cannot_say', sentence: `The carrier answered the look-up with ${answer.status}.` };
    },
    verify: ({ rawBody, headers: given }) =>
      verifySignature(rawBody, given['carrier-signature'], callbackSecret),
    readCallback: ({ rawBody }) => readEvents(rawBody),
    close: () => line.close(),
  };
}

function bodyOf({ reference, tag, from, to, body, validForMs, media, subject }: Submission): string {
  const validity =
    validForMs === null ? {} : { valid_until: new Date(Date.now() + validForMs).toISOString() };
  const mms = media && media.length > 0 ? { media, ...(subject !== undefined && { subject }) } : {};
  return JSON.stringify({ reference, tag, from, to, body, ...validity, ...mms });
}

/** Only an empty list is a promise. A list of other texts, or none at all, comes from a filter that did not work. */
function readListing(body: string, reference: string): LookUp {
  const data = jsonObject(body)?.data;
  if (Array.isArray(data)) {
    const own = objectsOf(data).find((one) => one.reference === reference);
    if (typeof own?.id === 'string') return { kind: 'found', providerId: own.id };
    if (data.length === 0) return { kind: 'absent' };
  }
  return { kind: 'cannot_say', sentence: 'The carrier answered the look-up with something else.' };
}

const signatureIsValidForSeconds = 300;

function verifySignature(
  rawBody: Buffer,
  header: string | string[] | undefined,
  secret: string,
): Verification {
  const match = typeof header === 'string' ? /^t=([0-9]{1,12}),v1=([0-9a-f]{64})$/.exec(header) : null;
  if (match) {
    const [, seconds = '', signature = ''] = match;
    const expected = createHmac('sha256', secret).update(`${seconds}.`).update(rawBody).digest('hex');
    const isFresh = Math.abs(Date.now() / 1000 - Number(seconds)) <= signatureIsValidForSeconds;
    if (isFresh && isSameSecret(signature, expected)) return { ok: true };
  }
  return { ok: false, sentence: 'This callback is not signed with the secret of the gateway.' };
}

type CarrierEvent =
  | {
      type: 'receipt';
      id: string;
      reference: string;
      status: CarrierReceipt['status'];
      error_code?: string;
      error_message?: string;
    }
  | {
      type: 'inbound';
      id: string;
      from: string;
      to: string;
      body: string;
      at: string;
      subject?: unknown;
      media?: unknown;
    };

function readEvents(rawBody: Buffer): Callback {
  const callback = jsonObject(rawBody.toString('utf8'));
  if (!callback) throw new Invalid('callback.unreadable', 'The callback is not JSON.');
  if (!Array.isArray(callback.events))
    throw new Invalid('callback.unreadable', 'The callback has no list of events.');
  const events = callback.events.filter(isObject) as CarrierEvent[];
  const receipts: CarrierReceipt[] = [];
  const inbound: Inbound[] = [];
  for (const event of events) {
    if (event.type === 'receipt') {
      const { id, reference, status, error_code: code = null, error_message: sentence = null } = event;
      receipts.push({
        reference,
        providerId: id,
        status,
        code,
        sentence,
        ...(code === 'opted_out' && { isOptOut: true }),
      });
    } else if (event.type === 'inbound') {
      const { id: providerId, from, to, body, at } = event;
      inbound.push({ providerId, from, to, body, ageMs: ageOf(at), ...extrasOf(event) });
    }
  }
  return { receipts, inbound };
}

/** What makes a text an MMS. Whatever of it cannot be read is left out; the words are not lost over it. */
function extrasOf({
  subject,
  media,
}: {
  subject?: unknown;
  media?: unknown;
}): Pick<Inbound, 'subject' | 'media'> {
  const urls = Array.isArray(media) ? media.flatMap((one: { url?: unknown } | null) => one?.url ?? []) : [];
  const links = urls.filter((url) => typeof url === 'string');
  return {
    ...(typeof subject === 'string' && subject !== '' ? { subject } : {}),
    ...(links.length > 0 ? { media: links } : {}),
  };
}

/** A time we cannot read counts as just now: an opt-out must not be lost over a date. */
function ageOf(at: string): number {
  const ms = Date.now() - Date.parse(at);
  return Number.isFinite(ms) ? Math.max(0, ms) : 0;
}

function readSettings(settings: Record<string, unknown>): { url: string; connections: number } {
  const url = settings.url;
  // The rehearsal can only ever talk to this machine: no setting can point it at a real carrier.
  if (typeof url !== 'string' || !/^http:\/\/(127\.0\.0\.1|\[::1\]|localhost):\d+$/.test(url)) {
    throw new Invalid(
      'gateway.not_loopback',
      'The rehearsal carrier must run on this machine (http://127.0.0.1:port).',
    );
  }
  const connections = settings.connections;
  return { url, connections: typeof connections === 'number' ? connections : defaultConnections };
}

function readSecret(secret: string): { key: string; callbackSecret: string } {
  const { key, callback_secret: callbackSecret = '' } = JSON.parse(secret) as {
    key: string;
    callback_secret?: string;
  };
  // Anybody can sign with an empty secret: such a gateway is shut, not open.
  if (callbackSecret === '')
    throw new Invalid('gateway.no_callback_secret', 'The gateway has no secret to check callbacks with.');
  return { key, callbackSecret };
}
