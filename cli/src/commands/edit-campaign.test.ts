import { describe, expect, test } from 'vitest';
import { fakeCampaign } from '../../test/fake-campaign.ts';
import { ids, page, runCli } from '../../test/run-cli.ts';

const { campaign: id } = ids;
const workspace = {
  'GET /v1/programs': () => page([{ id: ids.program, name: 'News' }]),
  'GET /v1/senders': () => ({ data: [{ id: ids.sender, number: '+12025550100' }] }),
  'GET /v1/lists': () =>
    page([
      { id: ids.list, name: 'Guests' },
      { id: ids.otherList, name: 'Staff' },
    ]),
};

describe('tidings campaign edit', () => {
  const before = {
    ...fakeCampaign('scheduled'),
    version: 3,
    texts: { es: 'Hola', fr: 'Salut' },
    utm: null,
    limit: null,
  };
  const routes = {
    ...workspace,
    [`GET /v1/campaigns/${id}`]: () => before,
    [`PATCH /v1/campaigns/${id}`]: () => ({ ...before, status: 'draft', version: 4 }),
  };
  const edit = (...options: string[]) => runCli(['campaign', 'edit', id, ...options], { routes });

  test('changes what is named alone, of the version that was read, and says what it is no more', async () => {
    const ran = await edit('--body', 'Hi', '--text', 'es=Buenas', '--drop-text', 'fr', '--not-list', 'Staff');
    expect(ran.code).toBe(0);
    expect(ran.asked.at(-1)?.body).toEqual({
      ...{ body: 'Hi', texts: { es: 'Buenas' }, version: 3 },
      exclude: { lists: [ids.otherList], tags: [] },
    });
    expect(ran.out).toContain('version 4. It was scheduled and is so no more');
  });

  test.each([
    [
      'the version that somebody has read',
      ['--name', 'May', '--if-version', '2'],
      { name: 'May', version: 2 },
    ],
    [
      'how many it goes to',
      ['--at-most', '50', '--seed', '7'],
      { limit: { at_most: 50, seed: 7 }, version: 3 },
    ],
    ['nobody left out', ['--not-nobody'], { exclude: { lists: [], tags: [], segments: [] }, version: 3 }],
    ['links as they are', ['--no-shorten-links'], { shorten_links: false, utm: null, version: 3 }],
    [
      'utm words, which need short links',
      ['--utm-source', 'sms'],
      { utm: { source: 'sms' }, shorten_links: true, version: 3 },
    ],
  ])('sends %s', async (_what, options, body) => {
    expect((await edit(...options)).asked.at(-1)?.body).toEqual(body);
  });

  test.each([
    ['nothing to change', []],
    ['a seed of no lot', ['--seed', '7']],
    ['everybody and so many', ['--all', '--at-most', '5']],
    ['nobody and somebody to leave out', ['--not-nobody', '--not-list', 'Staff']],
  ])('refuses %s', async (_what, options) => {
    const ran = await edit(...options);
    expect([ran.code, ran.requests.filter((one) => one.startsWith('PATCH'))]).toEqual([2, []]);
  });
});

test('a campaign is read with the names of what it is for, and the words of every language', async () => {
  const campaign = {
    ...fakeCampaign('draft'),
    ...{
      version: 2,
      language: 'en',
      texts: { es: 'Hola' },
      subject: null,
      priority: 'normal',
      when_capped: 'wait',
    },
    ...{ opens_with_brand: true, ends_with_opt_out: false, shorten_links: true, utm: { source: 'sms' } },
    limit: { at_most: 1_500, seed: 7 },
  };
  const routes = {
    ...workspace,
    'GET /v1/segments': () => page([]),
    [`GET /v1/campaigns/${id}`]: () => campaign,
  };
  const ran = await runCli(['campaign', 'show', id], { routes });
  expect(ran.out).toBe(
    [
      `“Spring” (draft), version 2, ${id}`,
      'From +12025550100, for the program “News”',
      'To: list “Guests”, at most 1,500 people by the lot of seed 7',
      'begins with the brand · short links with utm_source=sms',
      '\nen:\n  Hello\n\nes:\n  Hola\n',
    ].join('\n'),
  );
});
