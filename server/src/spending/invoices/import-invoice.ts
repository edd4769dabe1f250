import { countryOfNumber } from '@tidings/sms/countries';
import { getWorkspace, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { isMissingReference } from '../../platform/db/trouble.ts';
import { Conflict, Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { sha256 } from '../../platform/secrets.ts';
import { dayIn } from '../day.ts';
import type { Price } from '../price.ts';
import { findBudget, listPrices } from '../spend.queries.ts';
import { noteTextCosts, type TextCost } from '../text-cost.queries.ts';
import { type InvoiceColumn, type InvoiceFormName, invoiceForms } from './forms.ts';
import {
  findInvoice,
  type Invoice,
  insertInvoice,
  insertLines,
  listTextsOfLines,
  type NewLine,
  type TextOfLine,
} from './invoice.queries.ts';
import { judgeLine } from './judge-line.ts';
import { type InvoiceLine, readInvoice } from './read-invoice.ts';

export type InvoiceFile = {
  readonly gatewayId: string;
  readonly name: string;
  readonly form: InvoiceFormName;
  /** Columns by their names in the first line, in place of those of the form. */
  readonly mapping: Readonly<Partial<Record<InvoiceColumn, string>>>;
  readonly text: string;
  /** Of which time it is; left out, from the first line to the last. */
  readonly from: Date | null;
  readonly until: Date | null;
};

const linesAtOnce = 1_000;

/** Brings in an invoice and holds each of its lines against the text that it is about. All of it in one transaction. */
export async function importInvoice(ctx: Context, scope: Scope, file: InvoiceFile): Promise<Invoice> {
  const read = readInvoice(file.text, invoiceForms[file.form], file.mapping);
  if (read.refusal !== null) throw refuse('invoice.unreadable', read.refusal);
  if (read.lines.length + read.unreadable.length === 0)
    throw refuse('invoice.empty', 'The file has no lines of texts that were sent.');
  const times = read.lines.flatMap(({ at }) => at?.getTime() ?? []);
  const at = (given: Date | null, found: number | undefined) =>
    given ?? (found === undefined ? null : new Date(found));
  const invoice: Invoice = {
    ...{
      id: ctx.ids.uuid(),
      gatewayId: file.gatewayId,
      name: file.name,
      form: file.form,
      passedOver: read.passedOver,
    },
    periodFrom: at(file.from, leastOf(times)),
    periodUntil: at(file.until, mostOf(times)),
    ...{ createdBy: scope.actor, createdAt: ctx.clock.now() },
  };
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const isNew = await insertInvoice(tx, { ...invoice, fileSha256: sha256(file.text) }).catch(
      (error: unknown) => {
        if (isMissingReference(error))
          throw new NotFound('gateway.not_found', 'There is no such gateway in this workspace.');
        throw error;
      },
    );
    if (!isNew)
      throw new Conflict('invoice.known', 'This very file was brought in for this gateway already.');
    await insertLines(
      tx,
      invoice.id,
      read.unreadable.map(({ line, problem }) => ({
        ...blank,
        line,
        problem,
        finding: 'unreadable' as const,
      })),
    );
    await judgeLines(tx, invoice, read.lines);
    await recordAudit(tx, scope, {
      act: 'invoice.imported',
      object: publicId('inv', invoice.id),
      after: {
        name: file.name,
        form: file.form,
        lines: read.lines.length,
        unreadable: read.unreadable.length,
      },
    });
    return getInvoice(tx, invoice.id);
  });
}

export async function getInvoice(tx: Tx, id: string): Promise<Invoice> {
  const invoice = await findInvoice(tx, id);
  if (invoice) return invoice;
  throw new NotFound('invoice.not_found', `There is no invoice ${publicId('inv', id)} in this workspace.`);
}

const blank: Omit<NewLine, 'line' | 'problem' | 'finding'> = {
  ...{ providerId: null, number: null, at: null, parts: null, amount: null, currency: null },
  ...{ messageId: null, ourParts: null, ourLeast: null, ourMost: null },
};

async function judgeLines(tx: Tx, { id, gatewayId }: Invoice, lines: readonly InvoiceLine[]): Promise<void> {
  const [budget, { timeZone }] = [await findBudget(tx), await getWorkspace(tx)];
  const currency = budget?.currency ?? null;
  // Prices change from a day on; texts of a day share their table.
  const tables = new Map<string, readonly Price[]>();
  const tableOf = async (day: string) => {
    const table = tables.get(day) ?? (currency === null ? [] : await listPrices(tx, day));
    tables.set(day, table);
    return table;
  };
  const seen = new Set<string>();
  for (let from = 0; from < lines.length; from += linesAtOnce) {
    const some = lines.slice(from, from + linesAtOnce);
    const texts = new Map(
      (await listTextsOfLines(tx, [...new Set(some.map((one) => one.providerId))])).map((one) => [
        one.providerId,
        one,
      ]),
    );
    const judged: NewLine[] = [];
    const costs: TextCost[] = [];
    for (const line of some) {
      const text = texts.get(line.providerId) ?? null;
      const isRepeated = seen.has(line.providerId);
      seen.add(line.providerId);
      const day = text && dayIn(timeZone, text.sentAt ?? line.at ?? new Date());
      const prices = day === null ? [] : await tableOf(day);
      const verdict = judgeLine(line, text && ownText(text), { prices, currency }, isRepeated);
      judged.push({
        ...blank,
        ...line,
        problem: null,
        messageId: text?.messageId ?? null,
        ourParts: text?.parts ?? null,
        ...verdict,
      });
      if (text && day !== null && !isRepeated && line.amount !== null && line.currency !== null) {
        const { messageId, campaignId } = text;
        costs.push({
          messageId,
          gatewayId,
          campaignId,
          day,
          parts: line.parts,
          amount: line.amount,
          currency: line.currency,
        });
      }
    }
    await insertLines(tx, id, judged);
    await noteTextCosts(tx, 'invoice', costs);
  }
}

const ownText = (text: TextOfLine) => ({
  ...{ messageId: text.messageId, parts: text.parts, kind: text.isMms ? ('mms' as const) : ('sms' as const) },
  ...{ country: countryOfNumber(text.number), isUnsent: text.isUnsent },
  way: { senderId: text.senderId, gatewayId: text.gatewayId },
  said:
    text.saidAmount === null || text.saidCurrency === null
      ? null
      : { amount: text.saidAmount, currency: text.saidCurrency },
});

const leastOf = (times: readonly number[]) =>
  times.length === 0 ? undefined : times.reduce((a, b) => Math.min(a, b));
const mostOf = (times: readonly number[]) =>
  times.length === 0 ? undefined : times.reduce((a, b) => Math.max(a, b));

const refuse = (code: string, detail: string) => new Invalid(code, detail, [{ pointer: '', code, detail }]);
