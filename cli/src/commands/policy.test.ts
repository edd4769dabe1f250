import { describe, expect, test } from 'vitest';
import { refusal, runCli } from '../../test/run-cli.ts';

const policy = {
  ...{ object: 'policy', profile: 'strict', urgent_purposes: ['transactional'], version: 2 },
  packs: ['us-hours 2026-11-23'],
  permission_standard: 'relationship',
  emergency_reach: 'joined',
};
const rule = {
  ...{ object: 'policy_rule', id: 'rul_3', kind: 'closure', jurisdiction: 'US-LA', reason: 'Hurricane' },
  ...{
    week: null,
    on_date: null,
    starts_at: '2026-11-24T00:00:00Z',
    ends_at: null,
    spares_transactional: true,
  },
  ...{ made_by: 'Ada', made_at: '2026-11-24T00:00:00Z', ended_by: null, ended_at: null },
};

describe('tidings policy', () => {
  test('says which rules count and lists those of one’s own', async () => {
    const routes = {
      'GET /v1/policy': () => policy,
      'GET /v1/policy/rules': () => ({ object: 'list', data: [rule] }),
    };
    const ran = await runCli(['policy'], { routes });
    expect(ran.code).toBe(0);
    for (const words of ['strict', 'us-hours', 'rul_3', 'US-LA', 'further notice, not transactional texts'])
      expect(ran.out).toContain(words);
  });

  test('chooses the profile and what is urgent', async () => {
    const ran = await runCli(['policy', 'set', 'statutory', '--urgent', 'none'], {
      routes: { 'PUT /v1/policy': () => ({ ...policy, profile: 'statutory' }) },
    });
    expect(ran.asked[0]?.body).toEqual({ profile: 'statutory', urgent_purposes: [] });
  });

  test('changes how much consent counts and leaves the rest alone', async () => {
    const routes = {
      'GET /v1/policy': () => policy,
      'PUT /v1/policy': () => ({ ...policy, permission_standard: 'written' }),
    };
    expect((await runCli(['policy', 'permission'], { routes })).out).toContain(
      'relationship: All that the law',
    );
    const ran = await runCli(['policy', 'permission', 'written'], { routes });
    expect(ran.asked[0]?.body).toEqual({ permission_standard: 'written' });
    expect(ran.out).toContain('written: In the United States');
  });

  test('changes whom emergencies reach and leaves the rest alone', async () => {
    const routes = {
      'GET /v1/policy': () => policy,
      'PUT /v1/policy': () => ({ ...policy, emergency_reach: 'known' }),
    };
    expect((await runCli(['policy', 'emergencies'], { routes })).out).toContain('joined: Emergencies reach');
    const ran = await runCli(['policy', 'emergencies', 'known'], { routes });
    expect(ran.asked[0]?.body).toEqual({ emergency_reach: 'known' });
    expect(ran.out).toContain('known: Emergencies reach whoever');
  });

  test.each([
    [
      ['close', 'US-LA', '--reason', 'Hurricane', '--until', '2026-12-01T06:00:00Z'],
      { kind: 'closure', reason: 'Hurricane', ends_at: '2026-12-01T06:00:00Z', spares_transactional: false },
    ],
    [
      ['day', 'US-LA', '2026-12-26', '--name', 'the day after'],
      { kind: 'day', on_date: '2026-12-26', reason: 'the day after' },
    ],
    [
      ['hours', 'US-LA', '--reason', 'ours', '--mon-fri', '09:00-19:00', '--sat', 'none'],
      { kind: 'hours', week: { mon_fri: ['09:00', '19:00'], sat: null } },
    ],
  ])('adds a rule: %j', async (line, body) => {
    const ran = await runCli(['policy', ...line], { routes: { 'POST /v1/policy/rules': () => rule } });
    expect(ran.code).toBe(0);
    expect(ran.asked[0]?.body).toMatchObject({ jurisdiction: 'US-LA', ...body });
  });

  test('passes on why looser hours are refused', async () => {
    const detail = '08:00–21:00 on Saturdays is looser than the law: Florida allows 08:00–20:00.';
    const routes = { 'POST /v1/policy/rules': () => refusal(422, 'policy_rule.looser', detail) };
    const ran = await runCli(['policy', 'hours', 'US-FL', '--sat', '08:00-21:00', '--reason', 'x'], {
      routes,
    });
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain(detail);
  });

  test('explains an hour rule by rule', async () => {
    const trace = [{ rule: 'hours.us.fl', version: 'x', outcome: 'hold', sentence: 'Florida: it is late.' }];
    const answer = {
      object: 'policy_answer',
      decision: 'hold',
      until: '2026-11-25T14:00:00Z',
      closes_at: null,
      trace,
    };
    const ran = await runCli(['policy', 'explain', '+18505550142', '--state', 'FL'], {
      routes: { 'GET /v1/policy/explain': () => answer },
    });
    expect(ran.out).toContain('hold until');
    expect(ran.out).toContain('Florida: it is late. (hours.us.fl)');
  });
});
