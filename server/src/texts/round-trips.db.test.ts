import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { countRoundTrips } from '../../test/round-trips.ts';
import { sendingDesk } from '../../test/text-desk.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
});
afterAll(() => database.drop());

// On a machine that a campaign keeps busy each waits for a processor twice, and a person waits for all of them.
test('a password waits for the database twice until it is taken in, and four times until it leaves', async () => {
  const desk = await sendingDesk(database, 'otp');
  const numbers = ['+13125550142', '+13125550143'];
  await desk.agree(...numbers);
  const trips = countRoundTrips();
  const [taken, left]: number[][] = [[], []];
  for (const to of numbers) {
    const begun = trips.count();
    const answer = await desk.post({ to, body: 'Bakery: your code is 123456' });
    expect(answer.statusCode).toBe(201);
    taken?.push(trips.count() - begun);
    const queued = trips.count();
    desk.on.carrier.meanwhile = async () => void left?.push(trips.count() - queued);
    await desk.work();
  }
  trips.stop();
  // The first finds out who is behind the key, which rules there are, and so on.
  expect(taken?.[1]).toBe(2);
  // Two of them lease the chunk here; a worker sends the commit of that along.
  expect(left?.[1]).toBeLessThanOrEqual(4);
  expect(left?.[1]).toBeGreaterThan(2);
  await desk.close();
});
