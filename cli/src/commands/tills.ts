import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { choose, isId, type Kind } from '../find/choose.ts';
import { findCoupons } from '../find/find.ts';
import { oneLine } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { orBlocked } from './send-text.ts';

const tillKind: Kind = { word: 'till', prefix: 'til', listing: 'tidings coupons tills' };

export async function listTills(desk: Desk): Promise<ExitCode> {
  const tills = await desk.tidings.call('get', '/v1/coupon-tills');
  desk.voice.answer(tills, () =>
    printTable(
      ['id', 'name', 'coupons', 'page'],
      tills.data.map(({ id, name, pools, page }) => [id, oneLine(name), pools?.join(' ') ?? 'all', page]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

/** Opens a page at which staff redeems codes, and tells where it is. */
export async function openTill(
  desk: Desk,
  name: string,
  { pool: wanted = [] }: { pool?: readonly string[] },
): Promise<ExitCode> {
  const pools: string[] = [];
  for (const one of wanted) pools.push(await findCoupons(desk, one));
  return orBlocked(async () => {
    const till = await desk.tidings.call('post', '/v1/coupon-tills', {
      body: { name, ...(pools.length > 0 && { pools }) },
    });
    desk.voice.answer(till, () =>
      [`${till.page}`, 'Whoever knows this address redeems codes there: give it to staff alone.'].join('\n'),
    );
    return exitCodes.ok;
  });
}

export async function closeTill(desk: Desk, wanted: string): Promise<ExitCode> {
  const id = isId(wanted, tillKind)
    ? wanted
    : choose((await desk.tidings.call('get', '/v1/coupon-tills')).data, wanted, tillKind).id;
  await desk.tidings.call('delete', '/v1/coupon-tills/{id}', { path: { id } });
  desk.voice.answer(
    { object: 'coupon_till', id, is_closed: true },
    () => 'Nothing is redeemed there any more.',
  );
  return exitCodes.ok;
}
