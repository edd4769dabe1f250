import { isCountryCode } from '@tidings/sms/countries';
import { columnKey, readCsv } from '../platform/csv.ts';
import { type Money, readMoney } from './money.ts';
import { type Price, type TextKind, textKinds } from './price.ts';

/** A row that cannot be taken, and what to do about it. */
export type BadRow = { readonly line: number; readonly sentence: string };

export type ReadPrices = {
  readonly prices: readonly (Price & { readonly line: number })[];
  readonly bad: readonly BadRow[];
};

/** Senders by number and gateways by name, as people write them; ids as they are. */
export type PriceNames = {
  readonly currency: string;
  senderOf(text: string): string | null;
  gatewayOf(text: string): string | null;
};

const columns = {
  sender: ['sender', 'number', 'from'],
  gateway: ['gateway', 'account'],
  country: ['country', 'iso', 'countrycode'],
  kind: ['kind', 'type', 'channel'],
  carrier: ['carrier', 'operator', 'network'],
  perPart: ['perpart', 'price', 'rate', 'amount', 'fee'],
  currency: ['currency'],
  from: ['effectivefrom', 'from', 'validfrom', 'date'],
} as const;
type Column = keyof typeof columns;

/** The currency of the first row that names one, by which a workspace begins to count; null where none does. */
export function currencyIn(text: string): string | null {
  const csv = readCsv(text);
  const place = csv.header.map(columnKey).indexOf('currency');
  const named = csv.records.map(({ cells }) => cells[place]?.trim().toUpperCase() ?? '');
  return named.find((one) => /^[A-Z]{3}$/.test(one)) ?? null;
}

/** Reads a table of prices row by row; what cannot be read is named by its line and keeps nothing else from being read. */
export function readPrices(text: string, names: PriceNames): ReadPrices {
  const csv = readCsv(text);
  const keys = csv.header.map(columnKey);
  const placeOf = (column: Column) =>
    keys.findIndex((key) => (columns[column] as readonly string[]).includes(key));
  const bad: BadRow[] = csv.broken.map((line) => ({
    line,
    sentence: 'A quote is opened here and never closed.',
  }));
  if (placeOf('perPart') < 0)
    return {
      prices: [],
      bad: [{ line: 1, sentence: 'Name the column of the price per_part in the first line.' }],
    };
  const prices: (Price & { line: number })[] = [];
  for (const { line, cells } of csv.records) {
    const cellOf = (column: Column) => cells[placeOf(column)]?.trim() ?? '';
    const price = readPrice(cellOf, names);
    if (typeof price === 'string') bad.push({ line, sentence: price });
    else prices.push({ ...price, line });
  }
  return { prices, bad: bad.sort((one, other) => one.line - other.line) };
}

function readPrice(cellOf: (column: Column) => string, names: PriceNames): Price | string {
  const [sender, gateway, country, kind] = [
    cellOf('sender'),
    cellOf('gateway'),
    cellOf('country').toUpperCase(),
    cellOf('kind').toLowerCase() || 'sms',
  ];
  const [senderId, gatewayId] = [
    sender === '' ? null : names.senderOf(sender),
    gateway === '' ? null : names.gatewayOf(gateway),
  ];
  if (sender !== '' && senderId === null)
    return `There is no sender ${sender.slice(0, 40)} in this workspace.`;
  if (gateway !== '' && gatewayId === null)
    return `There is no gateway ${gateway.slice(0, 40)} in this workspace.`;
  if (senderId !== null && gatewayId !== null) return 'A price is of a sender or of a gateway, not of both.';
  if (country !== '' && !isCountryCode(country))
    return `${country.slice(0, 20)} is no country. Give it as two letters, such as US.`;
  if (!textKinds.includes(kind as TextKind)) return `${kind.slice(0, 20)} is no kind: write sms or mms.`;
  const currency = cellOf('currency').toUpperCase();
  if (currency !== '' && currency !== names.currency)
    return `The workspace counts in ${names.currency}, and this price is in ${currency.slice(0, 10)}: give it in ${names.currency}.`;
  const from = cellOf('from');
  if (from !== '' && !isDay(from)) return `${from.slice(0, 20)} is no day. Write it as 2026-12-01.`;
  const perPart = amountOf(cellOf('perPart'));
  if (perPart === null)
    return `${cellOf('perPart').slice(0, 20) || 'Nothing'} is no price. Write it as 0.0079, with six decimals at the most.`;
  return {
    ...{ senderId, gatewayId, country: country || null, kind: kind as TextKind, perPart },
    ...{ carrier: cellOf('carrier').slice(0, 40) || null, effectiveFrom: from || null },
  };
}

function amountOf(text: string): Money | null {
  const amount = readMoney(text);
  return amount === null || amount < 0n || amount >= 1_000_000n * 1_000_000n ? null : amount;
}

const isDay = (text: string) =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;
