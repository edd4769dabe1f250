import type { Proof } from './proof.ts';
import { blind } from './proofs/blind.ts';
import { clicks } from './proofs/clicks.ts';
import { coupons } from './proofs/coupons.ts';
import { crash } from './proofs/crash.ts';
import { estimates } from './proofs/estimates.ts';
import { gateways } from './proofs/gateways.ts';
import { interop } from './proofs/interop.ts';
import { limits } from './proofs/limits.ts';
import { pause } from './proofs/pause.ts';
import { receipts } from './proofs/receipts.ts';
import { render } from './proofs/render.ts';
import { restore } from './proofs/restore.ts';
import { simulation } from './proofs/simulation.ts';
import { soak } from './proofs/soak.ts';
import { stop } from './proofs/stop.ts';
import { workersProof as workers } from './proofs/workers.ts';

/** Every proof, by the name it is called with; `all` runs them in this order. One line adds one. */
export const proofs: Readonly<Record<string, Proof>> = {
  simulation,
  crash,
  pause,
  blind,
  stop,
  clicks,
  coupons,
  estimates,
  receipts,
  gateways,
  interop,
  limits,
  render,
  restore,
  workers,
  soak,
};
