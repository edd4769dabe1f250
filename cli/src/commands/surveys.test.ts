import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'svy');
const folder = mkdtempSync(join(tmpdir(), 'tidings-cli-surveys-'));
afterAll(() => rmSync(folder, { recursive: true }));
const survey = {
  ...{
    object: 'survey',
    id,
    state: 'draft',
    kind: 'nps',
    name: 'Visit',
    is_anonymous: true,
    invitation: 'Hello.',
  },
  ...{ questions: [{ key: 'score', reads: 'Would you? Reply 0 to 10.' }], thanks: 'Thanks.' },
};

test('writes a survey from a file, with the program that is named', async () => {
  const file = join(folder, 'visit.json');
  writeFileSync(file, JSON.stringify({ kind: 'nps', name: 'Visit', questions: [], thanks: 'Thanks.' }));
  const ran = await runCli(['survey', 'create', '--file', file, '--program', 'Visits'], {
    routes: {
      'GET /v1/programs': () => page([{ id: ids.program, name: 'Visits' }]),
      'POST /v1/surveys': () => survey,
    },
  });
  expect(ran.asked.at(-1)?.body).toMatchObject({ program_id: ids.program, name: 'Visit' });
  expect(ran.out).toContain('1. score: Would you? Reply 0 to 10.');
  writeFileSync(file, '{ no json');
  expect((await runCli(['survey', 'create', '--file', file])).code).toBe(2);
});

test('shows shares and the NPS with what they could be otherwise, and says where answers are few', async () => {
  const estimate = { value: 0.5, low: 0.2, high: 0.8 };
  const results = {
    people: { queued: 0, asked: 1, done: 4, expired: 0, handed: 0, refused: 2 },
    questions: [
      {
        ...{ key: 'score', text: 'Would you?', answers: 4, too_few: true, mean: null },
        nps: { promoters: 2, passives: 1, detractors: 1, score: { value: 25, low: -40, high: 70 } },
        shares: [{ value: '10', count: 2, share: estimate }],
      },
    ],
  };
  const ran = await runCli(['survey', 'results', id], {
    routes: { [`GET /v1/surveys/${id}/results`]: () => results },
  });
  expect(ran.out).toContain('4 answers, too few to say anything');
  expect(ran.out).toContain('NPS 25 (-40 to 70)');
  expect(ran.out).toContain('20.0 % – 80.0 %');
});

test('answers without names come as a file only', async () => {
  expect((await runCli(['survey', 'answers', id, '--anonymous'])).code).toBe(2);
});
