import { parentPort, workerData } from 'node:worker_threads';
import { readBlock } from './read-block.ts';
import { lanesOf, type RowPlan } from './row-plan.ts';

// One thread of a check: blocks in, COPY text out. Bytes change hands and are not copied.
const plan = workerData as RowPlan;
const lanes = lanesOf(plan.columns);

parentPort?.on('message', (block: { bytes: Uint8Array; records: Uint32Array }) => {
  const { staging, rejects, numbers, tally } = readBlock(block.bytes, block.records, plan, lanes);
  const staged = new TextEncoder().encode(staging);
  const refused = new TextEncoder().encode(rejects);
  const answer = { staging: staged, rejects: refused, numbers, tally };
  parentPort?.postMessage(answer, [staged.buffer, refused.buffer, numbers.buffer]);
});
