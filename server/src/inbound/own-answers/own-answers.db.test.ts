import { afterAll, beforeAll, expect, test } from 'vitest';
import { cloneDatabase, type TestDatabase } from '../../../test/database.ts';
import { openTestHttp } from '../../../test/http.ts';
import { replyStage } from '../../../test/replying.ts';
import { systemScope } from '../../accounts/index.ts';
import { ownAnswerRoutes } from './own-answers.routes.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await cloneDatabase();
}, 60_000);
afterAll(() => database.drop());

async function stage() {
  const on = await replyStage(database);
  const http = await openTestHttp((door) => ownAnswerRoutes(door, on.ctx));
  http.comeAs(systemScope(on.fixture.workspaceId, 'test'));
  return {
    ...on,
    put: (language: string, occasion: string, body: string | null) =>
      http.send('PUT', '/v1/workspace/answers', { language, occasion, body }),
    read: async (language: string, occasion: string) => {
      const { json } = await http.send('GET', '/v1/workspace/answers');
      return json.data.find((one) => one.language === language && one.occasion === occasion);
    },
    ruleWords: async () => (await http.send('GET', '/v1/workspace/answers')).json.rule_words,
    lastText: async () => (await on.queued()).at(-1)?.body,
  };
}

test('people are answered in the own words of their language, and in the usual ones of every other', async () => {
  const on = await stage();
  await on.put('es', 'stop', '{{ brand }}: Listo, no le escribimos más. Responda START para volver.');
  await on.put('es', 'start', '{{ brand }}: Qué gusto. Responda HELP para ayuda, STOP para salir.');
  await on.put('en', 'help', '{{ brand }} here, call {{ help }}. Reply STOP to cancel.');

  await on.reply('ALTO');
  expect(await on.lastText()).toMatch(/: Listo, no le escribimos más\. Responda START para volver\.$/);
  await on.in((tx) => tx.query("update contact set language = 'es' where number = $1", [on.person.number]));
  await on.reply('START');
  expect(await on.lastText()).toContain(': Qué gusto. Responda HELP para ayuda, STOP para salir.');
  await on.in((tx) => tx.query("update contact set language = 'en' where number = $1", [on.person.number]));
  await on.reply('HELP');
  expect(await on.lastText()).toMatch(/ here, call help@example\.com\. Reply STOP to cancel\./);
  await on.reply('STOP');
  expect(await on.lastText()).toContain('You are unsubscribed');
});

test('words are read back, audited, refused with all reasons and nothing changed, and given back', async () => {
  const on = await stage();
  expect(await on.read('fr', 'stop')).toMatchObject({ is_own: false, set_by: null });
  const body = '{{ brand }} : fini les messages. Répondez START pour revenir.';
  expect((await on.put('fr', 'stop', body)).status).toBe(200);
  const refused = await on.put('fr', 'stop', 'Fini. Profitez de 20 % de rabais!');
  expect([refused.status, refused.json.code]).toEqual([422, 'answer.not_ready']);
  expect(await on.read('fr', 'stop')).toMatchObject({ is_own: true, body, set_by: expect.any(String) });
  expect((await on.put('xx', 'stop', body)).status).toBe(422);
  await on.put('fr', 'stop', null);
  expect(await on.read('fr', 'stop')).toMatchObject({ is_own: false });

  const { rows } = await on.in((tx) =>
    tx.query(
      `select before->>'body' as before, after->>'body' as after from audit_entry where act = 'own_answer.set' order by id`,
    ),
  );
  expect(rows).toEqual([
    { before: null, after: body },
    { before: body, after: null },
  ]);
});

test('the words whose effect the rules give are told beside what answers them', async () => {
  const on = await stage();
  const found = (await on.ruleWords()) as { means: string; words: string[] }[];
  expect(found.map(({ means }) => means)).toEqual(['stop', 'start', 'help', 'confirm']);
  expect(found[0]?.words).toEqual(expect.arrayContaining(['stop', 'unsubscribe', 'baja']));
  expect(found[3]?.words).toContain('yes');
});
