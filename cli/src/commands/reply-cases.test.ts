import { expect, test } from 'vitest';
import { page, runCli } from '../../test/run-cli.ts';

const waiting = {
  ...{
    object: 'reply_case',
    id: 'rcs_1',
    number: '+12125550142',
    body: 'Not\ninterested',
    why: 'It may refuse.',
  },
  ...{ due_at: '2026-11-25T17:00:00.000Z', is_overdue: true, verdict: null },
};

test('tidings replies cases asks for those that wait, and says which are overdue', async () => {
  const ran = await runCli(['replies', 'cases'], {
    routes: { 'GET /v1/reply-cases': () => page([waiting]) },
  });
  expect(ran.asked.at(-1)?.query.get('open')).toBe('true');
  expect(ran.out).toContain('(overdue)');
  expect(ran.out).not.toContain('Not\ninterested');
});

test('tidings replies judge sends the verdict and the note', async () => {
  const ran = await runCli(['replies', 'judge', 'rcs_1', 'opt-out', '--note', 'Angry'], {
    routes: { 'POST /v1/reply-cases/rcs_1/judgement': () => ({ ...waiting, verdict: 'opt_out' }) },
  });
  expect(ran.code).toBe(0);
  expect(ran.asked.at(-1)?.body).toEqual({ verdict: 'opt_out', note: 'Angry' });
});

test('tidings replies judge refuses a verdict that there is not, and asks nobody', async () => {
  const ran = await runCli(['replies', 'judge', 'rcs_1', 'maybe']);
  expect(ran.code).not.toBe(0);
  expect(ran.err).toContain('opt_out, keep, wrong_number');
});
