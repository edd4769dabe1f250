import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { AnswerOf, BodyOf, ItemOf, ListPath, MethodOf, Path, QueryOf } from '@tidings/sdk';
import { sendRequest } from './api.ts';
import { createOnce } from './once.ts';

/**
 * Any address of the API by its name in openapi.json: what goes in and what comes out is checked against the types
 * that are generated from it, so that a screen needs no client of its own.
 */
type Names<P extends string> = P extends `${string}{${infer Name}}${infer Rest}` ? Name | Names<Rest> : never;
type PathPart<P extends string> = [Names<P>] extends [never]
  ? { path?: undefined }
  : { path: Record<Names<P>, string> };
type Given<P extends Path, M extends MethodOf<P>> = PathPart<P> & {
  query?: Partial<QueryOf<P, M>>;
  body?: BodyOf<P, M>;
  /** A file, where the address takes one in place of JSON. */
  file?: Blob;
  signal?: AbortSignal;
  /** For what is sent while the page is being closed. */
  keepalive?: boolean;
  /**
   * For a POST by which people are texted: sent again after its answer was lost, it texts nobody twice. Words say what
   * makes it another one beside its body.
   */
  once?: string | true;
};
type Rest<P extends string, G> = [Names<P>] extends [never] ? [given?: G] : [given: G];

export function call<P extends Path, M extends MethodOf<P>>(
  path: P,
  method: M,
  ...[given]: Rest<P, Given<P, M>>
): Promise<AnswerOf<P, M>> {
  const { query, body, file, signal, keepalive, once } = given ?? ({} as Given<P, M>);
  const address = addressOf(path, given?.path);
  const send = (idempotencyKey?: string) =>
    sendRequest<AnswerOf<P, M>>(method.toUpperCase(), address, {
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      ...(query ? { query: query as Record<string, string | number | undefined> } : {}),
      ...(body === undefined ? {} : { body }),
      ...(file ? { file } : {}),
      ...(signal ? { signal } : {}),
      ...(keepalive ? { keepalive } : {}),
    });
  return once === undefined ? send() : sendOnce(JSON.stringify([address, body, once]), send);
}

const sendOnce = createOnce();

/** The address with its names filled in: `/v1/links/lnk_1`. */
export function addressOf(path: string, names: Readonly<Record<string, string>> = {}): string {
  return path.replaceAll(/\{(\w+)\}/g, (_place, name: string) => encodeURIComponent(names[name] ?? ''));
}

type Readable = { [P in Path]: 'get' extends MethodOf<P> ? P : never }[Path];

/** One answer, as a query that all pages share. */
export function answer<P extends Readable>(path: P, ...[given]: Rest<P, Given<P, 'get' & MethodOf<P>>>) {
  return queryOptions({
    queryKey: [path, given?.path ?? null, given?.query ?? null] as readonly unknown[],
    queryFn: ({ signal }) =>
      call<P, 'get' & MethodOf<P>>(
        path,
        'get' as 'get' & MethodOf<P>,
        ...([{ ...given, signal }] as never),
      ) as Promise<AnswerOf<P, 'get'>>,
  });
}

// More than this nobody ticks one by one; whoever has more chooses by a segment.
const mostPages = 10;
const pageSize = 100;

/** All rows of a listing that is chosen from, and not the first page alone: what is chosen already is among them. */
export async function readWhole<P extends ListPath & Readable>(
  path: P,
  signal: AbortSignal,
): Promise<{ data: ItemOf<P>[] }> {
  const data: ItemOf<P>[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const found: OnePage<ItemOf<P>> = await sendRequest('GET', path, {
      query: { limit: pageSize, ...(cursor === null ? {} : { cursor }) },
      signal,
    });
    data.push(...found.data);
    cursor = found.next_cursor;
    if (cursor === null) break;
  }
  return { data };
}

/** The same as a query that all pages share. */
export const whole = <P extends ListPath & Readable>(path: P) =>
  queryOptions({
    queryKey: [path, 'whole'] as readonly unknown[],
    queryFn: ({ signal }) => readWhole(path, signal),
  });

type OnePage<Item> = { data: Item[]; next_cursor: string | null };

/** A listing, a page at a time. */
export function pages<P extends ListPath & Readable>(
  path: P,
  ...[given]: Rest<P, Given<P, 'get' & MethodOf<P>>>
) {
  return infiniteQueryOptions({
    queryKey: [path, given?.path ?? null, given?.query ?? null, 'pages'] as readonly unknown[],
    queryFn: ({ pageParam, signal }) =>
      sendRequest<OnePage<ItemOf<P>>>('GET', addressOf(path, given?.path), {
        query: { ...(given?.query as Record<string, string | undefined> | undefined), cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
  });
}

/** Asks anew for everything that begins with one of these addresses, and waits until what is on screen has come. */
export async function refresh(client: QueryClient, ...paths: string[]): Promise<void> {
  await client.invalidateQueries({
    predicate: ({ queryKey: [first] }) =>
      typeof first === 'string' && paths.some((path) => first === path || first.startsWith(`${path}/`)),
  });
}
