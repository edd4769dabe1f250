import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../test/database.ts';
import { newProgram } from '../../test/people.ts';
import { type SendingDesk, sendingDesk } from '../../test/text-desk.ts';

const guide = readFileSync(join(import.meta.dirname, '../../../docs/guides/sending-by-api.md'), 'utf8');

/** The examples of the guide: under each heading a request, and the text that a phone gets for it. */
const examples = [...guide.matchAll(/^### (.+)$([\s\S]*?)(?=^##|$(?![\s\S]))/gm)].flatMap(
  ([, name = '', section = '']) => {
    const block = (kind: string) => new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\\n\`\`\``).exec(section)?.[1];
    const [request, text] = [block('json'), block('text')];
    return request && text ? [{ name, request, text }] : [];
  },
);

let database: TestDatabase;
let desk: SendingDesk;
beforeAll(async () => {
  database = await cloneDatabase();
  desk = await sendingDesk(database);
});
afterAll(async () => {
  await desk.close();
  await database.drop();
});

test('the guide has the five that everybody needs', () => {
  expect(examples.map((one) => one.name)).toEqual([
    'Order confirmation',
    'Shipping update',
    'Reminder',
    'Password code',
    'Account alert',
  ]);
});

test('each is accepted as it stands there, and arrives as it says there, in that order but for the reminder', async () => {
  const codes = await newProgram({ ...desk.on.ctx, db: database.db }, desk.on.fixture.workspaceId, {
    name: 'Codes',
    purpose: 'otp',
    brandName: 'Bakery',
    helpContact: 'help@example.com',
  });
  const programs: Record<string, string> = {
    prg_orders: desk.programId,
    prg_codes: `prg_${codes.id.replaceAll('-', '')}`,
  };
  const ids: string[] = [];
  for (const { name, request, text } of examples) {
    const body = JSON.parse(request.replace(/prg_(orders|codes)/g, (word) => programs[word] ?? word));
    const trial = await desk.post({ ...body, dry_run: true });
    if (!body.consent) expect([name, trial.json().body]).toEqual([name, text]);
    const answer = await desk.post(body, `example ${name}`.replaceAll(' ', '-'));
    expect([name, answer.statusCode, answer.json().body]).toEqual([name, 201, text]);
    ids.push(answer.json().id);
  }
  const sentTo = () => desk.on.carrier.accepted.map((one) => one.body);
  await desk.work();
  const now = examples.filter((one) => one.name !== 'Reminder').map((one) => one.text);
  expect(sentTo().toSorted()).toEqual(now.toSorted());
  desk.on.ctx.clock.moveTo('2026-11-26T15:00:01Z');
  await desk.work();
  expect(sentTo().at(-1)).toBe(examples.find((one) => one.name === 'Reminder')?.text);
  for (const id of ids) {
    const { status } = (await desk.get(`/v1/messages/${id}`)).json();
    expect([id, status]).toEqual([id, 'accepted']);
  }
});
