import { describe, expect, test } from 'vitest';
import { ids, page, refusal, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'snp');
const snippet = {
  ...{
    object: 'snippet',
    id,
    name: 'hours',
    merge_field: '{{ snippet.hours }}',
    version: 2,
    latest_version: 2,
  },
  ...{ body: '7 to 6', texts: { es: '7 a 18' }, archived: false, created_by: 'key:1' },
  created_at: '2026-11-24T17:00:00.000Z',
};
const listing = { 'GET /v1/snippets': () => page([snippet]) };

describe('tidings snippets', () => {
  test('tells what to write in a text, and where a snippet is said', async () => {
    const list = await runCli(['snippets', 'list'], { routes: listing });
    expect(list.out).toContain('{{ snippet.hours }}');
    const shown = await runCli(['snippets', 'show', 'hours'], {
      routes: {
        ...listing,
        [`GET /v1/snippets/${id}/versions`]: () => page([snippet]),
        [`GET /v1/snippets/${id}/uses`]: () => page([{ kind: 'template', id: 'tpl_1', name: 'Opening' }]),
      },
    });
    expect(shown.out).toContain('es: 7 a 18');
    expect(shown.out).toContain('Said by the template “Opening”.');
  });

  test('brings words by language', async () => {
    const ran = await runCli(
      ['snippets', 'create', 'hours', '--body', 'a', '--text', 'es=b=c', '--text', 'pt-BR=d'],
      {
        routes: { 'POST /v1/snippets': () => snippet },
      },
    );
    expect(ran.asked[0]?.body).toEqual({ name: 'hours', body: 'a', texts: { es: 'b=c', 'pt-BR': 'd' } });
    for (const text of ['Hola', '=Hola', 'español!=Hola'])
      expect(
        (await runCli(['snippets', 'create', 'x', '--body', 'a', '--text', text], { routes: {} })).code,
      ).toBe(2);
  });

  test('ends with 6 where the words are refused', async () => {
    const ran = await runCli(['snippets', 'write', 'hours', '--body', '{{ snippet.hours }}'], {
      routes: {
        ...listing,
        [`PATCH /v1/snippets/${id}`]: () => refusal(422, 'snippet.cycle', 'It has no end.'),
      },
    });
    expect([ran.code, ran.err]).toEqual([6, expect.stringContaining('It has no end.')]);
  });
});

describe('tidings campaign test', () => {
  const campaign = ids.list.replace('lst', 'cmp');
  const answer = (texts: object[], sent: number) => ({
    [`POST /v1/campaigns/${campaign}/tests`]: () => ({
      object: 'campaign_test',
      campaign_id: campaign,
      sent,
      texts,
    }),
  });
  const one = {
    to: '+12025550142',
    message_id: 'msg_1',
    text: '[Test] Hi',
    parts: 1,
    code: null,
    sentence: null,
  };

  test('shows what each phone gets', async () => {
    const ran = await runCli(
      ['campaign', 'test', campaign, '--to', '+12025550142', '--language', 'es', '--unmarked'],
      {
        routes: answer([one], 1),
      },
    );
    expect(ran.asked[0]?.body).toEqual({ to: ['+12025550142'], language: 'es', marked: false });
    expect([ran.code, ran.out]).toEqual([0, expect.stringContaining('[Test] Hi')]);
  });

  test('ends with 5 where one was refused, and with 2 where nobody is named', async () => {
    const refused = {
      ...one,
      message_id: null,
      code: 'contact.no_consent',
      sentence: 'They have not joined.',
    };
    const ran = await runCli(['campaign', 'test', campaign, '--me'], { routes: answer([refused], 0) });
    expect([ran.code, ran.out]).toEqual([5, expect.stringContaining('They have not joined.')]);
    expect((await runCli(['campaign', 'test', campaign], { routes: {} })).code).toBe(2);
  });
});

test('tidings fields finds what a text may name', async () => {
  const field = (name: string, label: string) => ({
    ...{ name, label, group: 'event', example: '', may_be_missing: true, insert: `{{ ${name} }}` },
  });
  const ran = await runCli(['fields', 'order'], {
    routes: {
      'GET /v1/merge-fields': () => page([field('event.order.placed.total', 'Total'), field('city', 'City')]),
    },
  });
  expect(ran.out).toContain('{{ event.order.placed.total }}');
  expect(ran.out).not.toContain('City');
});

describe('tidings campaign create', () => {
  const made = { id: ids.list.replace('lst', 'cmp') };
  const routes = { 'POST /v1/campaigns': () => made };
  const base = ['campaign', 'create', '--name', 'Opening', '--to-list', ids.list];
  const whose = ['--program', ids.program, '--sender', ids.sender];

  test('takes words by language, the brand in front and how to leave behind', async () => {
    const words = ['--body', 'Hi', '--language', 'en-US', '--text', 'es=Hola', '--brand', '--opt-out'];
    const ran = await runCli([...base, ...whose, ...words], { routes });
    expect(ran.asked[0]?.body).toMatchObject({
      ...{ body: 'Hi', language: 'en-US', texts: { es: 'Hola' } },
      ...{ opens_with_brand: true, ends_with_opt_out: true },
    });
  });

  test('takes a template in place of words, and not both', async () => {
    const template = ids.list.replace('lst', 'tpl');
    const ran = await runCli([...base, ...whose, '--template', template], { routes });
    expect(ran.asked[0]?.body).toMatchObject({ template_id: template });
    expect(ran.asked[0]?.body).not.toHaveProperty('body');
    const both = await runCli([...base, ...whose, '--template', template, '--body', 'Hi'], { routes });
    expect(both.code).toBe(2);
  });
});
