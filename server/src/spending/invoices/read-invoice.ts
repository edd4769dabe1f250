import { columnKey, readCsv } from '../../platform/csv.ts';
import type { InvoiceColumn, InvoiceForm } from './forms.ts';

/** A line of an invoice as it stands there. Amounts are exact, in the provider's own decimals, and never negative. */
export type InvoiceLine = {
  readonly line: number;
  readonly providerId: string;
  /** With its last four digits hidden. */
  readonly number: string | null;
  readonly at: Date | null;
  readonly parts: number | null;
  /** Null of a line without a price, as of a text that was not billed. */
  readonly amount: string | null;
  readonly currency: string | null;
};

export type UnreadableLine = { readonly line: number; readonly problem: string };

export type ReadInvoice = {
  readonly lines: readonly InvoiceLine[];
  readonly unreadable: readonly UnreadableLine[];
  /** Lines of what people sent to us. */
  readonly passedOver: number;
  /** Why nothing of it could be read; null where it could. */
  readonly refusal: string | null;
};

/** Reads a list of texts. No line is lost: each is read, named as unreadable with the reason, or counted as passed over. */
export function readInvoice(
  text: string,
  form: InvoiceForm,
  mapping: Readonly<Partial<Record<InvoiceColumn, string>>>,
): ReadInvoice {
  const csv = readCsv(text);
  const keys = csv.header.map(columnKey);
  const places = new Map<InvoiceColumn, number>();
  for (const column of ['id', 'to', 'at', 'parts', 'amount', 'currency', 'direction'] as const) {
    const own = mapping[column];
    const names = own === undefined ? (form.columns[column] ?? []) : [columnKey(own)];
    const place = names.map((name) => keys.indexOf(name)).find((at) => at >= 0);
    if (place !== undefined) places.set(column, place);
    else if (own !== undefined)
      return refused(`There is no column “${own.slice(0, 60)}” in the first line of the file.`);
  }
  if (!places.has('id'))
    return refused(
      `No column holds the provider’s id of each text. In the first line stand: ${csv.header.slice(0, 20).join(', ').slice(0, 300)}.`,
    );
  if (!places.has('amount')) return refused('No column holds what each text cost.');
  const lines: InvoiceLine[] = [];
  const unreadable: UnreadableLine[] = csv.broken.map((line) => ({
    line,
    problem: 'A quote is opened here and never closed.',
  }));
  let passedOver = 0;
  for (const { line, cells } of csv.records) {
    const cellOf = (column: InvoiceColumn) => cells[places.get(column) ?? -1]?.trim() ?? '';
    if (/^(in|inbound|incoming|mo)\b/i.test(cellOf('direction'))) passedOver += 1;
    else {
      const read = readLine(line, cellOf, form.currency ?? null);
      if ('problem' in read) unreadable.push(read);
      else lines.push(read);
    }
  }
  return { lines, unreadable, passedOver, refusal: null };
}

const refused = (refusal: string): ReadInvoice => ({ lines: [], unreadable: [], passedOver: 0, refusal });

function readLine(
  line: number,
  cellOf: (column: InvoiceColumn) => string,
  usual: string | null,
): InvoiceLine | UnreadableLine {
  const [id, price, parts, at] = [cellOf('id'), cellOf('amount'), cellOf('parts'), cellOf('at')];
  if (id === '' || id.length > 200) return { line, problem: 'The provider’s id of the text is missing.' };
  const amount = price === '' || /^(null|n\/a|-)$/i.test(price) ? null : readAmount(price);
  if (amount === undefined) return { line, problem: 'The price is no amount.' };
  if (parts !== '' && !/^\d{1,4}$/.test(parts)) return { line, problem: 'The number of parts is no number.' };
  const when = at === '' ? null : readTime(at);
  if (when === undefined) return { line, problem: 'The time cannot be read.' };
  const currency = cellOf('currency').toUpperCase() || usual;
  if (amount !== null && (currency === null || !/^[A-Z]{3}$/.test(currency)))
    return { line, problem: 'The currency of the price is missing.' };
  return {
    ...{
      line,
      providerId: id,
      number: hideNumber(cellOf('to')),
      at: when,
      amount,
      currency: amount === null ? null : currency,
    },
    parts: parts === '' || parts === '0' ? null : Number(parts),
  };
}

/** As exact decimals without a sign: what one pays stands as negative on some. Undefined of what is none. */
function readAmount(text: string): string | undefined {
  const match = /^[+-]?(?:[$€£]\s?)?(\d{1,9})(?:[.,](\d{1,10}))?(?:\s?[A-Z]{3})?$/.exec(text);
  if (!match) return undefined;
  const [, whole = '0', fraction] = match;
  return fraction === undefined ? whole : `${whole}.${fraction}`;
}

/** A time without a zone is UTC, as providers write it. */
function readTime(text: string): Date | undefined {
  const plain = /^(\d{4}-\d{2}-\d{2})(?:[ T](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?))?(?:\s*(?:UTC|GMT))?$/.exec(
    text,
  );
  const at = new Date(plain ? `${plain[1]}T${plain[2] ?? '00:00'}Z` : text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

const hideNumber = (text: string) => (text === '' ? null : text.replace(/\d{4}$/, '••••').slice(0, 20));
