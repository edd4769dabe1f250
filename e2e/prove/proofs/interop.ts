import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { findKannelMissing } from '../../stage/kannel.ts';
import { proveWithKannel } from '../ground/interop/kannel-leg.ts';
import { findKannelServerMissing, proveKannelServer } from '../ground/interop/kannel-server-leg.ts';
import { findNetSmppMissing } from '../ground/interop/perl.ts';
import { proveNetSmppClient } from '../ground/interop/perl-client-leg.ts';
import { proveNetSmppServer } from '../ground/interop/perl-server-leg.ts';
import { foundIn, type LegFigures } from '../ground/interop/texts.ts';
import type { Order, Proof, Report } from '../proof.ts';

type Leg = {
  readonly findMissing: () => string | null;
  readonly prove: (
    order: Pick<Order, 'texts' | 'seed' | 'folder'>,
    isForgetful: boolean,
  ) => Promise<LegFigures>;
};

const legs: Readonly<Record<string, Leg>> = {
  'kannel to us': { findMissing: findKannelMissing, prove: proveWithKannel },
  'us to kannel': { findMissing: findKannelServerMissing, prove: proveKannelServer },
  'net-smpp to us': { findMissing: findNetSmppMissing, prove: proveNetSmppClient },
  'us to net-smpp': { findMissing: findNetSmppMissing, prove: proveNetSmppServer },
};

/**
 * Others' SMPP: Kannel and Perl's Net::SMPP are bound to the rehearsal carrier, and our own gateway to Kannel's and Net::SMPP's. Every
 * text once and with its words, every receipt once and right, every reply. What is not installed is left out and said so.
 */
export const interop: Proof = {
  shows:
    'texts, receipts and replies over SMPP with Kannel and Net::SMPP: none twice, none lost, none changed',
  controls: ['forgets-receipts'],
  sizes: {
    short: { texts: 2_000, kills: 0, seconds: 0 },
    usual: { texts: 100_000, kills: 0, seconds: 0 },
    nightly: { texts: 100_000, kills: 0, seconds: 0 },
  },
  findMissing: () =>
    Object.values(legs).every(({ findMissing }) => findMissing()) ? findNetSmppMissing() : null,
  async prove(order) {
    const leftOut: string[] = [];
    let [found, run] = [0, 0];
    for (const [name, leg] of Object.entries(legs)) {
      if (order.only !== null && !order.only.includes(name)) continue;
      const missing = leg.findMissing();
      if (missing) {
        leftOut.push(name);
        order.say?.({ proof: 'interop', leg: name, leftOut: missing });
        continue;
      }
      const figures = await proveLeg(order, name, leg);
      run += 1;
      found += foundIn(figures);
    }
    return report(order, { run, found, leftOut });
  },
};

async function proveLeg(order: Order, name: string, { prove }: Leg): Promise<LegFigures> {
  const folder = join(order.folder, name.replaceAll(' ', '-'));
  mkdirSync(folder, { recursive: true });
  const startedAt = performance.now();
  const figures = await prove({ ...order, folder }, order.control === 'forgets-receipts');
  const seconds = Math.round((performance.now() - startedAt) / 100) / 10;
  order.say?.({ proof: 'interop', leg: name, ...figures, seconds });
  return figures;
}

const report = (
  { texts, seed }: Order,
  { run, found, leftOut }: { run: number; found: number; leftOut: readonly string[] },
): Report => ({ texts, seed, legs: run, leftOut, found, passed: run > 0 && found === 0 });
