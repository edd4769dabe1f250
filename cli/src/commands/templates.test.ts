import { expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const template = {
  ...{ object: 'template', id: 'tpl_1', name: 'Rolls', version: 1, latest_version: 1, body: 'Harbor: rolls' },
  ...{ language: 'en', texts: {}, warnings: [], archived: false },
};

test('a template is made of its words alone, whatever else stands on the command line', async () => {
  const ran = await runCli(
    ['templates', 'create', 'Rolls', '--body', 'Harbor: rolls', '--text', 'es=Harbor: pan', '--no-color'],
    { routes: { 'POST /v1/templates': () => template } },
  );
  expect(ran.err).toBe('');
  expect(ran.asked[0]?.body).toEqual({ name: 'Rolls', body: 'Harbor: rolls', texts: { es: 'Harbor: pan' } });
});

test('a template is tried in the name of a program, and says who did not get it', async () => {
  const told = { to: '+12125550142', message_id: null, text: null, parts: 0, code: 'contact.no_consent' };
  const ran = await runCli(
    ['templates', 'test', 'Rolls', '--to', '+12125550142', '--program', ids.program, '--from', ids.sender],
    {
      routes: {
        'GET /v1/templates': () => page([template]),
        'POST /v1/templates/tpl_1/tests': () => ({
          ...{ object: 'template_test', template_id: 'tpl_1', sent: 0 },
          texts: [{ ...told, sentence: 'Nobody agreed.' }],
        }),
      },
    },
  );
  expect(ran.asked.at(-1)?.body).toEqual({
    ...{ to: ['+12125550142'], program_id: ids.program, sender_id: ids.sender },
  });
  expect(ran.out).toContain('+12125550142: not sent. Nobody agreed.');
  expect(ran.code).toBe(5);
});
