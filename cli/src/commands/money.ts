import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findGateway } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { oneLine, plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readSource } from '../read-source.ts';
import { takePage } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

export type ReportOptions = {
  readonly by?: 'day' | 'campaign' | 'gateway';
  readonly from?: string;
  readonly until?: string;
};

export async function showSpend(desk: Desk, { by, from, until }: ReportOptions): Promise<ExitCode> {
  return orBlocked(async () => {
    const query = {
      ...(by && { by }),
      ...(from !== undefined && { from }),
      ...(until !== undefined && { until }),
    };
    const report = await desk.tidings.call('get', '/v1/spending/report', { query });
    desk.voice.answer(report, () =>
      printTable(
        [report.by, 'parts', `expected ${report.currency ?? ''}`.trim(), 'as carriers say'],
        report.data.map(({ key, name, parts, expected, actual }) => [
          ...[name === null ? (key ?? 'the rest') : plain(name), parts, expected],
          actual
            .map(
              ({ amount, currency, texts }) => `${amount} ${currency} (${countOf(texts, 'text', 'texts')})`,
            )
            .join(', '),
        ]),
        desk.voice.paint,
      ),
    );
    return exitCodes.ok;
  });
}

/** Ends with 6 where a row is bad: then nothing was taken. */
export async function importPrices(
  desk: Desk,
  file: string,
  { dryRun }: { dryRun?: boolean },
): Promise<ExitCode> {
  const source = await readSource(file, desk.around);
  return orBlocked(async () => {
    const query = dryRun ? { dry_run: 'true' } : {};
    const taken = await desk.tidings.upload(
      '/v1/workspace/prices',
      query,
      source.open(() => {}),
    );
    const { added, changed, unchanged, bad, is_applied: isApplied } = taken;
    desk.voice.answer(taken, () =>
      [
        ...bad.map(({ line, sentence }) => `line ${line}: ${plain(sentence)}`),
        `${added} new, ${changed} changed, ${unchanged} as they were. ${isApplied ? 'Taken.' : 'Nothing was taken.'}`,
      ].join('\n'),
    );
    return bad.length > 0 ? exitCodes.blocked : exitCodes.ok;
  });
}

export type InvoiceOptions = {
  readonly gateway: string;
  readonly form: 'twilio' | 'vonage' | 'plivo' | 'generic';
  readonly name?: string;
  readonly column?: readonly string[];
  readonly from?: string;
  readonly until?: string;
};

/** Ends with 5 where anything differs. */
export async function importInvoice(desk: Desk, file: string, options: InvoiceOptions): Promise<ExitCode> {
  const source = await readSource(file, desk.around);
  const gateway = await findGateway(desk, options.gateway);
  return orBlocked(async () => {
    const columns = (options.column ?? []).map((pair) => {
      const at = pair.indexOf('=');
      return [`${pair.slice(0, Math.max(at, 0))}_column`, pair.slice(at + 1)] as const;
    });
    const query = {
      ...{ name: options.name ?? source.name, form: options.form, ...Object.fromEntries(columns) },
      ...(options.from !== undefined && { from: options.from }),
      ...(options.until !== undefined && { until: options.until }),
    };
    const path = `/v1/gateways/${gateway}/invoices` as '/v1/gateways/{id}/invoices';
    const invoice = await desk.tidings.upload(
      path,
      query,
      source.open(() => {}),
    );
    return tellInvoice(desk, invoice);
  });
}

export async function showInvoice(
  desk: Desk,
  id: string,
  { kind, limit }: { kind?: string; limit: number },
): Promise<ExitCode> {
  if (kind === undefined)
    return tellInvoice(desk, await desk.tidings.call('get', '/v1/invoices/{id}', { path: { id } }));
  const of = (query: { kind?: 'missing_there' }) =>
    desk.tidings.each('/v1/invoices/{id}/differences', { path: { id }, query });
  const page = await takePage(
    kind === 'all' ? bothOf(of({}), of({ kind: 'missing_there' })) : of({ kind: kind as 'missing_there' }),
    limit,
  );
  desk.voice.answer(page, () =>
    printTable(
      ['line', 'kind', 'text', 'their id', 'theirs', 'ours'],
      page.data.map(({ line, kind: what, message_id: text, provider_id: theirId, theirs, ours }) => [
        ...[line, what, text, theirId === null ? null : oneLine(theirId)],
        [
          theirs.amount,
          theirs.currency,
          theirs.parts === null ? null : countOf(theirs.parts, 'part', 'parts'),
        ]
          .filter(Boolean)
          .join(' '),
        [
          ours.least === ours.most ? ours.least : `${ours.least} to ${ours.most}`,
          ours.parts === null ? null : countOf(ours.parts, 'part', 'parts'),
        ]
          .filter(Boolean)
          .join(' '),
      ]),
      desk.voice.paint,
    ),
  );
  return page.data.length > 0 ? exitCodes.partial : exitCodes.ok;
}

/** What stands on a line, and after it what is on none. */
async function* bothOf<T>(lines: AsyncIterable<T>, others: AsyncIterable<T>): AsyncGenerator<T> {
  yield* lines;
  yield* others;
}

type Invoice = {
  id: string;
  name: string;
  lines: number;
  matched: number;
  passed_over: number;
  totals: { currency: string; amount: string }[];
  differences: Record<string, number>;
};

function tellInvoice(desk: Desk, invoice: Invoice): ExitCode {
  const found = Object.entries(invoice.differences).filter(([, count]) => count > 0);
  desk.voice.answer(invoice, () =>
    [
      `${invoice.id}  ${plain(invoice.name)}: ${invoice.lines} lines, ${invoice.matched} of texts of ours, ${invoice.passed_over} passed over.`,
      ...invoice.totals.map(({ amount, currency }) => `  ${amount} ${currency}`),
      ...(found.length === 0
        ? ['  Nothing differs.']
        : found.map(([kind, count]) => `  ${count} ${kind.replaceAll('_', ' ')}`)),
      ...(found.length === 0 ? [] : [`See them: tidings invoices show ${invoice.id} --kind all`]),
    ].join('\n'),
  );
  return found.length > 0 ? exitCodes.partial : exitCodes.ok;
}

export async function listInvoices(desk: Desk): Promise<ExitCode> {
  const { data } = await desk.tidings.call('get', '/v1/invoices');
  desk.voice.answer({ data }, () =>
    printTable(
      ['id', 'name', 'lines', 'differ', 'brought in'],
      data.map(({ id, name, lines, differences, created_at: at }) => [
        ...[id, plain(name), lines, Object.values(differences).reduce((sum, one) => sum + one, 0), at],
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}
