import type { Calls } from './calls.ts';
import { Unreachable } from './errors.ts';
import { type Messages, openMessages } from './messages.ts';
import { type Call, openTransport, type TransportOptions } from './transport.ts';
import type { AnswerOf, MethodOf, Path } from './types.ts';

/** The API, typed from its own description. All errors are `TidingsError` (refused) or `Unreachable`. */
export type Tidings = Calls & {
  /** Single texts, and texts to many with values of their own. */
  readonly messages: Messages;
  /** Sends bytes as they are, such as a list to import. Not tried again: a stream can be read once. */
  upload<P extends Path>(
    path: P,
    query: Record<string, string>,
    bytes: ReadableStream<Uint8Array> | Uint8Array,
  ): Promise<AnswerOf<P, 'post' & MethodOf<P>>>;
  /** The bytes of a file, such as the rejected rows of an import. */
  download(
    path: Path,
    options?: {
      path?: Record<string, string | number>;
      query?: Record<string, string>;
      /** The form wanted, where there are several. */
      accept?: string;
    },
  ): Promise<ReadableStream<Uint8Array>>;
};

export function openTidings(options: TransportOptions): Tidings {
  const transport = openTransport(options);
  const call: Tidings['call'] = async (method, path, given = {}) => {
    const response = await transport.send(toCall(method, path, given));
    return (response.status === 204 ? undefined : await readJson(options, response)) as never;
  };
  const each: Tidings['each'] = async function* (path, given = {}) {
    let cursor: string | undefined;
    do {
      const query = { ...(given.query as object | undefined), ...(cursor === undefined ? {} : { cursor }) };
      const page = (await call('get' as never, path, { ...given, query } as never)) as unknown as Page;
      yield* page.data as never[];
      cursor = page.next_cursor ?? undefined;
    } while (cursor !== undefined);
  };
  return {
    call,
    each,
    messages: openMessages({ call, each }),
    async upload(path, query, bytes) {
      const response = await transport.send({ method: 'POST', path, query, stream: bytes });
      return (await readJson(options, response)) as never;
    },
    async download(path, given = {}) {
      const accept = given.accept === undefined ? {} : { accept: given.accept };
      const response = await transport.send({ ...toCall('get', path, given), isLong: true, ...accept });
      if (!response.body) throw new TypeError('The server answered without a body.');
      return response.body;
    },
  };
}

/** What cannot be read to its end, or is no JSON, did not come from the service whole: it counts as not reached. */
const readJson = (options: TransportOptions, response: Response): Promise<unknown> =>
  response.json().catch((error: unknown) => {
    throw new Unreachable(options.baseUrl, error);
  });

type Page = { data: unknown[]; next_cursor: string | null };

type Given = {
  path?: Record<string, string | number>;
  query?: unknown;
  body?: unknown;
  idempotencyKey?: string;
  signal?: AbortSignal;
};

function toCall(
  method: string,
  path: string,
  { path: values = {}, query, body, idempotencyKey, signal }: Given,
): Call {
  return {
    method: method.toUpperCase() as Call['method'],
    path: path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) throw new TypeError(`The address ${path} needs a value for ${name}.`);
      return encodeURIComponent(value);
    }),
    ...(query === undefined ? {} : { query: query as NonNullable<Call['query']> }),
    ...(body === undefined ? {} : { body }),
    ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    ...(signal === undefined ? {} : { signal }),
  };
}
