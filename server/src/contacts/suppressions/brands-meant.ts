import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { listBrands } from '../program.queries.ts';

export type MeantBrand = { readonly brandId: string; readonly brandName: string };

/** The brand that is named; every brand there is where none is. In the order of their ids, as all who lock by brand. */
export async function brandsMeant(tx: Tx, brandId: string | null): Promise<MeantBrand[]> {
  const brands = (await listBrands(tx)).map(({ id, name }) => ({ brandId: id, brandName: name }));
  if (brands.length === 0)
    throw new Conflict(
      'brand.none',
      'There is no brand to opt out of yet. Make the program first, then record the opt-out.',
    );
  const meant = brands.filter((brand) => brandId === null || brand.brandId === brandId);
  if (meant.length === 0 && brandId !== null)
    throw new NotFound('brand.not_found', `There is no brand ${publicId('brd', brandId)} in this workspace.`);
  return meant.sort((a, b) => (a.brandId < b.brandId ? -1 : 1));
}
