import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeCarrier } from '../../test/fake-gateway.ts';
import type { Context } from '../platform/context.ts';
import { openSecrets } from '../platform/secrets.ts';
import { openGateways } from './open-gateways.ts';

const id = '0b5b6a52-3a4f-4f4b-9d7a-0f6a3c1d2e4f';
const { adapter } = fakeCarrier();
const row = { id, kind: adapter.kind, name: 'Main', settings: {}, sealedSecret: null };

let asked: string[];
/** A database with one account, which notes what it is asked; an answer takes a turn of the event loop. */
const db = {
  system: async (work: (tx: unknown) => unknown) =>
    work({
      async query({ values }: { values: [string[]] }) {
        asked.push(`owners of ${values[0].length}`);
        await new Promise(setImmediate);
        return { rows: values[0].map((one) => ({ id: one, owner: one === id ? 'ours' : null })) };
      },
    }),
  tx: async (workspaceId: string, work: (tx: unknown) => unknown) =>
    work({
      workspaceId,
      async query() {
        asked.push(`settings in ${workspaceId}`);
        await new Promise(setImmediate);
        return { rows: workspaceId === 'ours' ? [row] : [] };
      },
    }),
};
const open = () =>
  openGateways(
    { db, secrets: openSecrets('a key for tests of nobody'), origin: undefined } as unknown as Context,
    [adapter],
  );

beforeEach(() => {
  asked = [];
});

describe('the account that a callback is for', () => {
  test('is looked up once for all who call in the same moment, and not at all for who calls right after', async () => {
    const gateways = open();
    const called = await Promise.all(Array.from({ length: 50 }, () => gateways.receive(id, '/receipts')));
    expect(called.every(({ workspaceId, path }) => workspaceId === 'ours' && path === '/receipts')).toBe(
      true,
    );
    await gateways.receive(id, '');
    expect(asked).toEqual(['owners of 1', 'settings in ours']);
  });

  test('is read anew once its settings may have changed, and its owner is not asked for again', async () => {
    const gateways = open();
    await gateways.receive(id, '');
    const later = performance.now() + 10_000;
    const clock = vi.spyOn(performance, 'now').mockReturnValue(later);
    await gateways.receive(id, '');
    clock.mockRestore();
    expect(asked).toEqual(['owners of 1', 'settings in ours', 'settings in ours']);
  });

  test('is nobody’s where the address was made up; a flood of such shares its questions', async () => {
    const gateways = open();
    const calls = Array.from({ length: 400 }, () => gateways.receive(crypto.randomUUID(), ''));
    const answers = await Promise.allSettled(calls);
    expect(answers.every(({ status }) => status === 'rejected')).toBe(true);
    expect(asked).toEqual(['owners of 400']);
    await expect(gateways.receive(crypto.randomUUID(), '')).rejects.toMatchObject({
      code: 'callback.unknown_gateway',
    });
  });

  test('is not handed to another workspace that names it', async () => {
    const gateways = open();
    await gateways.receive(id, '');
    const theirs = db.tx('theirs', (tx) => gateways.get(tx as never, id));
    await expect(theirs).rejects.toMatchObject({ code: 'gateway.not_found' });
  });
});
