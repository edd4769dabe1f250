import { describe, expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const { campaign: id } = ids;
const pace = {
  level: 'campaign',
  parts_per_second: 5,
  sentence: '5 parts a second, the limit of the campaign',
};
const routes = {
  [`PUT /v1/campaigns/${id}/pace`]: () => new Response(null, { status: 204 }),
  [`GET /v1/campaigns/${id}/report`]: () => ({ pace }),
};

describe('tidings campaign pace', () => {
  test.each([
    ['5', 5],
    ['0.5', 0.5],
    ['free', null],
  ])('takes %s', async (written, parts) => {
    const ran = await runCli(['campaign', 'pace', id, written], { routes });
    expect(ran.asked[0]?.body).toEqual({ parts_per_second: parts });
    expect(ran.out).toContain('at most at 5 parts a second');
  });

  test.each(['0', '-1', 'slow'])('does not understand %s', async (written) =>
    expect((await runCli(['campaign', 'pace', id, written], { routes })).code).toBe(2),
  );
});

test('what people sent back is listed with who left by it', async () => {
  const contact = { id: 'con_7', name: 'Ada Obi', number: '+12125550142' };
  const reply = { id: 'rpl_1', at: '2026-11-24T15:00:00Z', body: 'STOP', intent: 'stop', is_opt_out: true };
  const listed = { [`GET /v1/campaigns/${id}/replies`]: () => page([{ ...reply, contact }]) };
  const { out } = await runCli(['campaign', 'replies', id], { routes: listed });
  expect(out).toContain('STOP (opted out)');
});

test('campaigns that wait for approval are listed with where they stand', async () => {
  const waiting = { campaign_id: id, name: 'Spring', people: 12, sentence: 'It needs one more person.' };
  const open = { 'GET /v1/approvals': () => page([waiting]) };
  const { out } = await runCli(['campaign', 'approvals'], { routes: open });
  expect(out).toContain('It needs one more person.');
});

test('a campaign goes again to whom it did not reach, as a draft', async () => {
  const made = {
    [`POST /v1/campaigns/${id}/send-again`]: () => ({ id: ids.otherProgram, name: 'Spring (again)' }),
  };
  const ran = await runCli(['campaign', 'send-again', id, '--to', 'not-clicked'], { routes: made });
  expect(ran.asked[0]?.body).toEqual({ to: 'not_clicked' });
  expect(ran.out).toContain('is a draft');
  expect((await runCli(['campaign', 'send-again', id, '--to', 'all'], { routes: made })).code).toBe(2);
});
