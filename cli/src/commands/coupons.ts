import { readFile } from 'node:fs/promises';
import type { Desk } from '../desk.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import { findCoupons } from '../find/find.ts';
import { countOf } from '../print/numbers.ts';
import { plain } from '../print/plain.ts';
import { printTable } from '../print/table.ts';
import { readTime } from '../read-time.ts';
import { misuse } from '../refusal.ts';
import { takePage } from '../take-page.ts';
import { orBlocked } from './send-text.ts';

const readPool = (desk: Desk, id: string) =>
  desk.tidings.call('get', '/v1/coupon-pools/{id}', { path: { id } });
type Pool = Awaited<ReturnType<typeof readPool>>;

export async function listCoupons(desk: Desk, { limit }: { limit: number }): Promise<ExitCode> {
  const page = await takePage(desk.tidings.each('/v1/coupon-pools', {}), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['id', 'in texts', 'state', 'ends', 'codes', 'given', 'left', 'redeemed'],
      page.data.map((pool) => [
        ...[pool.id, pool.merge_field, pool.state, pool.ends_at ?? 'never'],
        ...[pool.codes.all, pool.codes.given, pool.codes.left, pool.codes.redeemed].map(String),
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function showCoupons(desk: Desk, wanted: string): Promise<ExitCode> {
  const pool = await readPool(desk, await findCoupons(desk, wanted));
  desk.voice.answer(pool, () => describe(pool));
  return exitCodes.ok;
}

const describe = ({ id, name, label, merge_field: field, state, ends_at: ends, codes }: Pool): string =>
  [
    `${id} (${state}) ${name}${label === null ? '' : `: ${plain(label)}`}`,
    `In texts: ${field}`,
    ...(ends === null ? [] : [`Ends: ${ends}`]),
    `${countOf(codes.all, 'code', 'codes')}: ${codes.given} given, ${codes.left} left, ${codes.redeemed} redeemed.`,
  ].join('\n');

export async function createCoupons(
  desk: Desk,
  name: string,
  { label, ends }: { label?: string; ends?: string },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const made = await desk.tidings.call('post', '/v1/coupon-pools', {
      body: {
        name,
        ...(label !== undefined && { label }),
        ...(ends !== undefined && { ends_at: readTime(ends, '--ends') }),
      },
    });
    desk.voice.answer(made, () => describe(made));
    return exitCodes.ok;
  });
}

export async function changeCoupons(
  desk: Desk,
  wanted: string,
  { label, ends, state }: { label?: string; ends?: string; state?: 'on' | 'off' },
): Promise<ExitCode> {
  const body = {
    ...(label !== undefined && { label }),
    ...(state !== undefined && { state }),
    ...(ends !== undefined && { ends_at: ends === 'never' ? null : readTime(ends, '--ends') }),
  };
  if (Object.keys(body).length === 0) throw misuse('Say what is new: --label, --ends or --state.');
  const id = await findCoupons(desk, wanted);
  return orBlocked(async () => {
    const saved = await desk.tidings.call('patch', '/v1/coupon-pools/{id}', { path: { id }, body });
    desk.voice.answer(saved, () => describe(saved));
    return exitCodes.ok;
  });
}

const atOnce = 10_000;

/** Codes of a file, one a line, in lots; or drawn ones. */
export async function addCodes(
  desk: Desk,
  wanted: string,
  { file, draw, pattern }: { file?: string; draw?: number; pattern?: string },
): Promise<ExitCode> {
  if ((file === undefined) === (draw === undefined))
    throw misuse('Bring codes by --file, or have them drawn by --draw and --pattern.');
  if (draw !== undefined && pattern === undefined)
    throw misuse('Say how drawn codes look: --pattern SPRING-XXXX-XXXX, each X drawn.');
  const lots =
    file === undefined
      ? [{ generate: { count: draw ?? 0, pattern: pattern ?? '' } }]
      : lotsOf((await readFile(file, 'utf8')).split(/\r?\n/).filter((line) => line.trim() !== ''));
  const id = await findCoupons(desk, wanted);
  return orBlocked(async () => {
    let added = 0;
    for (const body of lots)
      ({ added } = await desk.tidings
        .call('post', '/v1/coupon-pools/{id}/codes', { path: { id }, body })
        .then((answer) => ({ added: added + answer.added })));
    const pool = await readPool(desk, id);
    desk.voice.answer({ added, pool }, () => `Added ${countOf(added, 'code', 'codes')}.\n${describe(pool)}`);
    return exitCodes.ok;
  });
}

const lotsOf = (codes: readonly string[]) =>
  Array.from({ length: Math.ceil(codes.length / atOnce) }, (_, lot) => ({
    codes: codes.slice(lot * atOnce, (lot + 1) * atOnce),
  }));

export async function listCouponCodes(
  desk: Desk,
  wanted: string,
  { limit }: { limit: number },
): Promise<ExitCode> {
  const id = await findCoupons(desk, wanted);
  const page = await takePage(desk.tidings.each('/v1/coupon-pools/{id}/codes', { path: { id } }), limit);
  desk.voice.answer(page, () =>
    printTable(
      ['code', 'given', 'to', 'in text', 'redeemed'],
      page.data.map((code) => [
        code.code,
        code.given_at ?? '—',
        code.contact_id ?? '—',
        code.message_id ?? '—',
        code.redeemed_at ?? '—',
      ]),
      desk.voice.paint,
    ),
  );
  return exitCodes.ok;
}

export async function redeemCoupon(
  desk: Desk,
  code: string,
  { value }: { value?: number },
): Promise<ExitCode> {
  return orBlocked(async () => {
    const redeemed = await desk.tidings.call('post', '/v1/coupons/redeem', {
      body: { code, ...(value !== undefined && { value }) },
    });
    desk.voice.answer(redeemed, () => `${redeemed.code} of “${redeemed.pool}” is redeemed.`);
    return exitCodes.ok;
  });
}

export async function findCoupon(desk: Desk, code: string): Promise<ExitCode> {
  const found = await desk.tidings.call('get', '/v1/coupons/look-up', { query: { code } });
  desk.voice.answer(found, () =>
    [
      `${found.code} of “${found.pool}”${found.pool_label === null ? '' : ` (${plain(found.pool_label)})`}`,
      found.given_at === null ? 'Given to nobody.' : `Given: ${found.given_at}`,
      ...(found.contact_id === null
        ? []
        : [`To: ${found.contact_id}, in the text ${found.message_id ?? '—'}`]),
      found.sentence ?? 'It would be redeemed now.',
    ].join('\n'),
  );
  return exitCodes.ok;
}
