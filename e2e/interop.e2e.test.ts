import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { proveWithKannel } from './prove/ground/interop/kannel-leg.ts';
import { findKannelServerMissing, proveKannelServer } from './prove/ground/interop/kannel-server-leg.ts';
import { findNetSmppMissing } from './prove/ground/interop/perl.ts';
import { proveNetSmppClient } from './prove/ground/interop/perl-client-leg.ts';
import { proveNetSmppServer } from './prove/ground/interop/perl-server-leg.ts';
import type { LegFigures } from './prove/ground/interop/texts.ts';
import { findKannelMissing } from './stage/kannel.ts';

// `npm run -s prove -- interop` does the same with a hundred thousand texts.
const texts = 1_000;

async function inFolder(
  prove: (order: { texts: number; seed: number; folder: string }) => Promise<LegFigures>,
) {
  const folder = mkdtempSync(join(tmpdir(), 'tidings-interop-'));
  try {
    return await prove({ texts, seed: 7, folder });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const nothingWrong = {
  ...{ texts, twice: 0, lost: 0, changed: 0 },
  ...{ receiptsTwice: 0, receiptsMissing: 0, receiptsWrong: 0, repliesMissing: 0 },
};

test.skipIf(findKannelMissing())('Kannel sends by us, and hears receipts and replies', async () => {
  const saw = await inFolder((order) => proveWithKannel(order, false));
  expect(saw).toMatchObject(nothingWrong);
  expect(saw.receipts).toBeGreaterThan(texts / 2);
  expect(saw.replies).toBeGreaterThan(0);
});

test.skipIf(findKannelServerMissing())('we send by Kannel, and answer whatever it brings', async () => {
  expect(await inFolder((order) => proveKannelServer(order, false))).toMatchObject(nothingWrong);
});

test.skipIf(findNetSmppMissing())('Net::SMPP sends by us, and hears receipts and replies', async () => {
  const saw = await inFolder((order) => proveNetSmppClient(order, false));
  expect(saw).toMatchObject(nothingWrong);
  expect(saw.receipts).toBeGreaterThan(texts / 2);
});

test.skipIf(findNetSmppMissing())('we send by Net::SMPP, and hear receipts and replies', async () => {
  const saw = await inFolder((order) => proveNetSmppServer(order, false));
  expect(saw).toMatchObject(nothingWrong);
  expect(saw.receipts).toBeGreaterThan(texts / 2);
});

test.skipIf(findNetSmppMissing())('receipts that a carrier forgets are found missing', async () => {
  expect((await inFolder((order) => proveNetSmppServer(order, true))).receiptsMissing).toBeGreaterThan(0);
});
