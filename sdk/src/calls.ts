import type { AnswerOf, BodyOf, ItemOf, ListPath, MethodOf, Path, QueryOf } from './types.ts';

export type CallOptions<P extends Path, M extends MethodOf<P>> = {
  /** Values for the `{…}` of the address. */
  path?: Record<string, string | number>;
  query?: QueryOf<P, M>;
  body?: BodyOf<P, M>;
  /** Makes a repeat of this call harmless, across processes too; without it each call of a POST gets one of its own. */
  idempotencyKey?: string;
  signal?: AbortSignal;
};

/** The ways to call any address of the API, on which everything with a name of its own is built. */
export type Calls = {
  /** One call: `tidings.call('post', '/v1/campaigns/{id}/launch', { path: { id }, body: { confirm_count } })`. */
  call<P extends Path, M extends MethodOf<P>>(
    method: M,
    path: P,
    options?: CallOptions<P, M>,
  ): Promise<AnswerOf<P, M>>;
  /** Every item of a listing, page by page, fetched as they are used. */
  each<P extends ListPath>(
    path: P,
    options?: Omit<CallOptions<P, MethodOf<P>>, 'body'>,
  ): AsyncGenerator<ItemOf<P>>;
};
