import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { formatCount } from '../print/numbers.ts';
import { printTable } from '../print/table.ts';
import { takePage, tellMore } from '../take-page.ts';

export async function listPrograms(desk: Desk): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/programs'), Number.POSITIVE_INFINITY);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'brand', 'purpose', 'a month'],
      page.data.map(({ id, name, brand_name, purpose, texts_per_month }) => [
        ...[id, name, brand_name, purpose, texts_per_month],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function listLists(desk: Desk, options: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/lists', { query: { limit: 200 } }), options.limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'name', 'people'],
      page.data.map(({ id, name, people }) => [id, name, people]),
      desk.voice.paint,
    ),
  );
  return tellMore(desk, page);
}

/** Numbers with how the carrier behind them fares, because that is what one looks them up for. */
export async function listSenders(desk: Desk): Promise<ExitCode> {
  const { data: senders } = await desk.tidings.call('get', '/v1/senders');
  const { data: gateways } = await desk.tidings.call('get', '/v1/gateways');
  const gatewayOf = new Map(gateways.map((gateway) => [gateway.id, gateway]));
  const data = senders.map((sender) => ({ ...sender, gateway: gatewayOf.get(sender.gateway_id) ?? null }));
  desk.voice.answer({ data, has_more: false }, () =>
    printTable(
      ['id', 'number', 'kind', 'parts a second', 'gateway', 'state', 'called'],
      data.map(({ id, number, kind, parts_per_second, gateway, label }) => [
        ...[id, number, kind, formatCount(parts_per_second), gateway?.name ?? null],
        gateway === null ? null : [gateway.state, gateway.state_detail].filter(Boolean).join(': '),
        label,
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

/** Filters of pages of the console that are shared with everybody who works here. */
export async function listViews(desk: Desk, { place }: { readonly place?: string }): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/views', {
    query: place === undefined ? {} : { place },
  });
  desk.voice.answer({ data, has_more: false }, () =>
    printTable(
      ['id', 'page', 'name', 'owner', 'filter'],
      data.map(({ id, place: at, name, owner, search }) => [id, at, name, owner?.name ?? '–', search]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}
