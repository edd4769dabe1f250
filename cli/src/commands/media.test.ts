import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'mda');
const media = {
  ...{ object: 'media', id, name: 'loaf.jpg', content_type: 'image/jpeg', bytes: 81_234 },
  ...{
    width: 10,
    height: 10,
    is_animated: false,
    created_by: 'key:1',
    created_at: '2026-11-24T17:00:00.000Z',
  },
};
const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-media-'));
const file = join(folder, 'loaf.jpg');
writeFileSync(file, 'a picture');
afterAll(() => rmSync(folder, { recursive: true }));

test('uploads a file under its name, and says what it is', async () => {
  const ran = await runCli(['media', 'upload', file], { routes: { 'POST /v1/media': () => media } });
  expect([ran.code, ran.out.trim()]).toEqual([0, `${id}: “loaf.jpg”, image/jpeg, 81 kB.`]);
  expect(ran.asked[0]?.query.get('name')).toBe('loaf.jpg');
});

test('ends with 6 where the file is none that phones show', async () => {
  const ran = await runCli(['media', 'upload', file], {
    routes: { 'POST /v1/media': () => refusal(422, 'media.type', 'This is no picture.') },
  });
  expect([ran.code, ran.err]).toEqual([6, expect.stringContaining('This is no picture.')]);
});

test('lists and deletes', async () => {
  const list = await runCli(['media', 'list'], { routes: { 'GET /v1/media': () => page([media]) } });
  expect(list.out).toContain('81 kB');
  const gone = await runCli(['media', 'delete', id], {
    routes: { [`DELETE /v1/media/${id}`]: () => new Response(null, { status: 204 }) },
  });
  expect([gone.code, gone.out.trim()]).toEqual([0, `Deleted ${id}.`]);
});

test('goes with a text, in its order, and with a subject', async () => {
  const ran = await runCli(
    ['send', '+12025550142', '--body', 'Fresh', '--media', id, '--media', `${id}0`, '--mms-subject', 'Bread'],
    {
      routes: {
        'GET /v1/programs': () => page([{ id: ids.program, name: 'Offers' }]),
        'POST /v1/messages': () => ({ id: 'msg_1', parts: 1, to: '+12025550142' }),
      },
    },
  );
  expect(ran.code).toBe(0);
  expect(ran.asked.at(-1)?.body).toMatchObject({ media: [id, `${id}0`], mms_subject: 'Bread' });
});
