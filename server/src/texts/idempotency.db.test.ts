import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';
import { sha256 } from '../platform/secrets.ts';
import { openTextDesk } from './text-desk.ts';

const ada = '+13125550142';
let database: TestDatabase;
const desks: SendingDesk[] = [];
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(async () => {
  for (const desk of desks) await desk.close();
  await database.drop();
});

async function openDesk() {
  const desk = await sendingDesk(database);
  desks.push(desk);
  await desk.agree(ada);
  return desk;
}

const countTexts = ({ on }: SendingDesk) =>
  on.in(async (tx) => (await tx.query(`select id from message where kind = 'direct'`)).rowCount);

describe('an Idempotency-Key on a single text', () => {
  test('gives a repeat the first answer, and one text leaves', async () => {
    const desk = await openDesk();
    const first = await desk.post({ to: ada, body: 'Hello' }, 'order-17');
    const again = await desk.post({ to: ada, body: 'Hello' }, 'order-17');
    expect([again.statusCode, again.headers['idempotent-replayed']]).toEqual([201, 'true']);
    expect(again.json()).toEqual(first.json());
    await desk.work();
    expect(desk.on.carrier.accepted).toHaveLength(1);
  });

  test('is refused for another body', async () => {
    const desk = await openDesk();
    await desk.post({ to: ada, body: 'Hello' }, 'order-17');
    const other = await desk.post({ to: ada, body: 'Goodbye' }, 'order-17');
    expect([other.statusCode, other.json().code]).toEqual([422, 'idempotency.other_request']);
    expect(await countTexts(desk)).toBe(1);
  });

  test('in flight is a conflict, and with another body a mistake', async () => {
    const desk = await openDesk();
    const answers = await Promise.all([
      desk.post({ to: ada, body: 'Hello' }, 'order-17'),
      desk.post({ to: ada, body: 'Hello' }, 'order-17'),
      desk.post({ to: ada, body: 'Goodbye' }, 'order-17'),
    ]);
    expect(answers.map((one) => [one.statusCode, one.json().code])).toEqual([
      [201, undefined],
      [409, 'idempotency.in_flight'],
      [422, 'idempotency.other_request'],
    ]);
    expect(await countTexts(desk)).toBe(1);
  });

  test('holds between processes that are asked at the same moment', async () => {
    const desk = await openDesk();
    const wish = {
      to: ada,
      programId: desk.program.id,
      purpose: null,
      from: null,
      words: { body: 'Hello' },
      variables: null,
      sendAt: null,
      validForMs: null,
      metadata: null,
    };
    const kept = { key: 'order-17', hash: sha256('the same') };
    const processes = Array.from({ length: 4 }, () => openTextDesk({ ...desk.on.ctx, db: database.db }));
    const answers = await Promise.all(
      processes.map((one) => one.send(desk.on.fixture.workspaceId, { wish, actor: 'key:1' }, kept)),
    );
    expect(answers.filter((one) => one.kind === 'accepted')).toHaveLength(1);
    const repeats = answers.flatMap((one) => (one.kind === 'repeat' ? [one.claim.kind] : []));
    expect(repeats).toEqual(['answered', 'answered', 'answered']);
    expect(await countTexts(desk)).toBe(1);
  });

  test('is free again when the text was refused', async () => {
    const desk = await openDesk();
    const refused = await desk.post({ to: '+13125550143', body: 'Hello' }, 'order-17');
    expect(refused.statusCode).toBe(422);
    await desk.agree('+13125550143');
    expect((await desk.post({ to: '+13125550143', body: 'Hello' }, 'order-17')).statusCode).toBe(201);
  });

  test('is not used up by a trial', async () => {
    const desk = await openDesk();
    const trial = await desk.post({ to: ada, body: 'Hello', dry_run: true }, 'order-17');
    expect(trial.statusCode).toBe(200);
    expect((await desk.post({ to: ada, body: 'Hello' }, 'order-17')).statusCode).toBe(201);
  });

  test('is asked for once among many texts that come at the same moment', async () => {
    const desk = await openDesk();
    await desk.post({ to: ada, body: 'Text 0' }, 'order-0');
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, n) => desk.post({ to: ada, body: `Text ${n}` }, `order-${n}`)),
    );
    expect(answers.map((one) => one.headers['idempotent-replayed'] ?? 'new')).toEqual([
      'true',
      ...Array.from({ length: 9 }, () => 'new'),
    ]);
    expect(await countTexts(desk)).toBe(10);
  });
});
