import type { Desk } from '../desk.ts';
import type { ExitCode } from '../exit-codes.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';

export type RequestOptions = {
  readonly limit: number;
  readonly failed?: boolean;
  readonly key?: string;
  readonly route?: string;
  readonly request?: string;
};

/** What programs have asked lately, and what they were answered. */
export async function listApiRequests(
  desk: Desk,
  { limit, failed, key, route, request }: RequestOptions,
): Promise<ExitCode> {
  const query = {
    limit: Math.min(limit + 1, 200),
    ...(failed && { outcome: 'failed' as const }),
    ...(key !== undefined && { key_id: key }),
    ...(route !== undefined && { route }),
    ...(request !== undefined && { request_id: request }),
  };
  const page = await takePage(desk.tidings.each('/v1/api-requests', { query }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['at', 'what', 'answer', 'ms', 'key', 'request'],
      page.data.map((one) => [
        ...[one.at, `${one.method} ${one.route}`],
        `${one.status}${one.code === null ? '' : ` ${one.code}`}${one.others > 0 ? ` (and ${one.others} more)` : ''}`,
        ...[String(one.took_ms), plain(one.key_name ?? one.key_id), one.request_id],
      ]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}
