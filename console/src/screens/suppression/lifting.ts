import { call } from '../../frame/call.ts';

/** Numbers by the brand that may text them again. */
export type Wished = ReadonlyMap<string, string[]>;

/** A row is a number and a brand: whoever has left two brands has two, and lifting one leaves the other alone. */
export const keyOfRow = ({ number, brand_id }: { number: string; brand_id: string }): string =>
  `${number} ${brand_id}`;

export function numbersByBrand(chosen: ReadonlySet<string>): Wished {
  const wished = new Map<string, string[]>();
  for (const key of chosen) {
    const [number = '', brandId = ''] = key.split(' ');
    wished.set(brandId, [...(wished.get(brandId) ?? []), number]);
  }
  return wished;
}

/** Lifts what was chosen and nothing else, and says how many that were. A repeat after a failure lifts what is left. */
export async function liftEach(wished: Wished, reason: string): Promise<number> {
  let count = 0;
  for (const [brand_id, numbers] of wished) {
    const { lifted } = await call('/v1/suppressions/lift', 'post', { body: { numbers, brand_id, reason } });
    count += lifted.length;
  }
  return count;
}
