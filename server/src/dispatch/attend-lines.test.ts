import { expect, test } from 'vitest';
import type { Gateway, OpenGateways } from '../gateways/index.ts';
import { attendLines } from './attend-lines.ts';
import type { Tools } from './steps/step.ts';

test('what a carrier says against a line is told once, and taken back when the line stands', async () => {
  let trouble: string | null = null;
  const told: unknown[] = [];
  const gateway = { trouble: () => trouble } as unknown as Gateway;
  const rows = [{ workspaceId: 'w', gatewayId: 'g' }];
  const tx = { query: async () => ({ rows }) };
  const db = {
    system: (work: (it: object) => unknown) => work(tx),
    tx: (_: string, work: (it: object) => unknown) => work(tx),
  };
  const store = {
    blockGateway: async (_: object, ...words: unknown[]) => told.push(['block', ...words]),
    clearGateway: async (_: object, ...words: unknown[]) => told.push(['clear', ...words]),
  };
  const look = attendLines(
    { ctx: { db }, store } as unknown as Pick<Tools, 'ctx' | 'store'>,
    { get: async () => gateway } as unknown as OpenGateways,
    ['smpp'],
    async () => {},
  );
  await look();
  trouble = 'The carrier refused the bind.';
  await look();
  await look();
  trouble = null;
  await look();
  await look();
  expect(told).toEqual([
    ['block', 'g', 'misconfigured', 'The carrier refused the bind.', 0],
    ['clear', 'g', 'The carrier refused the bind.'],
  ]);
});
