import { amountOf } from './read-answer.ts';

/** The exact sum of amounts as a carrier writes them; null where one of them is none, or there are none. */
export function sumOfAmounts(told: readonly unknown[]): string | null {
  const amounts = told.map(amountOf);
  if (amounts.length === 0 || !amounts.every((amount) => amount !== null)) return null;
  const places = Math.max(...amounts.map((amount) => amount.split('.')[1]?.length ?? 0));
  const sum = amounts.reduce((so, amount) => so + scaled(amount, places), 0n);
  const digits = String(sum).padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

function scaled(amount: string, places: number): bigint {
  const [whole = '', fraction = ''] = amount.split('.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}
