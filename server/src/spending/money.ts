/** Money counted in millionths of a currency's unit: exact, whatever is added to what. */
export type Money = bigint;

const places = 6;
const unit = 10n ** BigInt(places);
const pattern = /^(-?)(\d{1,12})(?:\.(\d{1,6})0*)?$/;

/** Reads `12.5`, `0.0079` as people and PostgreSQL write it; null for anything else. */
export function readMoney(text: string): Money | null {
  const match = pattern.exec(text);
  if (!match) return null;
  const [, sign, whole = '0', fraction = ''] = match;
  const amount = BigInt(whole) * unit + BigInt(fraction.padEnd(places, '0'));
  return sign === '-' ? -amount : amount;
}

/** For the database and for programs: as many decimals as it takes, two at the least. */
export function writeMoney(amount: Money): string {
  const digits = (amount < 0n ? -amount : amount).toString().padStart(places + 1, '0');
  const fraction = digits.slice(-places).replace(/0+$/, '').padEnd(2, '0');
  return `${amount < 0n ? '-' : ''}${digits.slice(0, -places)}.${fraction}`;
}

/** What the database says an amount is; it holds nothing else. */
export function moneyOf(text: string): Money {
  const amount = readMoney(text);
  if (amount === null) throw new RangeError(`The database holds an amount that is none: ${text}`);
  return amount;
}
