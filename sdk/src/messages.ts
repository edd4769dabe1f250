import type { CallOptions, Calls } from './calls.ts';
import type { AnswerOf, BodyOf, ItemOf, Schemas } from './types.ts';

/** One text as `POST /v1/messages` takes it. */
export type NewMessage = Omit<BodyOf<'/v1/messages', 'post'>, 'dry_run'>;
/** A text to up to 10,000 people. */
export type NewBulk = Omit<BodyOf<'/v1/messages/bulk', 'post'>, 'dry_run'>;
/** `idempotencyKey` makes a repeat harmless for 72 hours, across processes too: an order's number is a good one. */
export type SendOptions = Pick<CallOptions<'/v1/messages', 'post'>, 'idempotencyKey' | 'signal'>;

/** Single texts, and texts to many with values of their own. */
export type Messages = {
  /** Sends one text. Resolves once it is durably queued; a refusal throws a `TidingsError` whose code says why. */
  send(message: NewMessage, options?: SendOptions): Promise<Schemas['Message']>;
  /** What would become of it: words, parts, cost, sender and verdict. Sends and keeps nothing. */
  try(message: NewMessage): Promise<Schemas['MessageTrial']>;
  /** Sends to many. Resolves with the operation; its items tell what became of each recipient. */
  sendMany(bulk: NewBulk, options?: SendOptions): Promise<Schemas['Operation']>;
  /** What would become of each, in the order of the request, and of all together. Sends and keeps nothing. */
  tryMany(bulk: NewBulk): Promise<Schemas['BulkTrial']>;
  get(id: string): Promise<Schemas['Message']>;
  /** Takes back a text that has not left yet; refused with `message.too_late` once it has. */
  cancel(id: string): Promise<Schemas['Message']>;
  /** What became of it in words: every step with its time, its cause and what can be done. */
  timeline(id: string): Promise<Schemas['MessageTimeline']>;
  /** Every single text, newest first; with `to` every text of one person. */
  each(query?: { to?: string }): AsyncGenerator<ItemOf<'/v1/messages'>>;
  /** How far a request for many has come. */
  getOperation(id: string): Promise<AnswerOf<'/v1/operations/{id}', 'get'>>;
  /** What became of each recipient, in the order of the request. */
  eachItem(
    operationId: string,
    query?: { outcome?: 'accepted' | 'refused' },
  ): AsyncGenerator<ItemOf<'/v1/operations/{id}/items'>>;
};

/** The calls for texts, by name. */
export function openMessages({ call, each }: Calls): Messages {
  return {
    send: async (body, options = {}) =>
      (await call('post', '/v1/messages', { body, ...options })) as Schemas['Message'],
    try: async (message) =>
      (await call('post', '/v1/messages', {
        body: { ...message, dry_run: true },
      })) as Schemas['MessageTrial'],
    sendMany: async (body, options = {}) =>
      (await call('post', '/v1/messages/bulk', { body, ...options })) as Schemas['Operation'],
    tryMany: async (bulk) =>
      (await call('post', '/v1/messages/bulk', {
        body: { ...bulk, dry_run: true },
      })) as Schemas['BulkTrial'],
    get: (id) => call('get', '/v1/messages/{id}', { path: { id } }),
    cancel: (id) => call('post', '/v1/messages/{id}/cancel', { path: { id } }),
    timeline: (id) => call('get', '/v1/messages/{id}/timeline', { path: { id } }),
    each: (query = {}) => each('/v1/messages', { query }),
    getOperation: (id) => call('get', '/v1/operations/{id}', { path: { id } }),
    eachItem: (id, query = {}) => each('/v1/operations/{id}/items', { path: { id }, query }),
  };
}
