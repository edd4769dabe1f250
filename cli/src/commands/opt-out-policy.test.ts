import { describe, expect, test } from 'vitest';
import { refusal, runCli } from '../../test/run-cli.ts';

const policy = (scope: 'brand_all' | 'program', warning: string | null = null) => ({
  object: 'opt_out_policy',
  ...{ scope, clarify_text: true, warning },
  history: [
    {
      ...{ effective_from: '2026-11-29T00:00:00Z', scope, clarify_text: true, note: 'Counsel' },
      ...{ set_by: 'Ada', set_at: '2026-11-29T00:00:00Z' },
    },
  ],
});

describe('tidings opt-out-policy', () => {
  test('says what holds, with its warning and its history', async () => {
    const warning = 'This holds until 2027-01-30.';
    const routes = { 'GET /v1/workspace/opt-out-policy': () => policy('program', warning) };
    const ran = await runCli(['opt-out-policy'], { routes });
    expect(ran.code).toBe(0);
    for (const words of ['ends the programs', 'asks whether all', warning, 'Counsel'])
      expect(ran.out).toContain(words);
  });

  test('sets one from a day on', async () => {
    const routes = { 'PUT /v1/workspace/opt-out-policy': () => policy('brand_all') };
    const line = ['opt-out-policy', 'set', 'brand_all', '--clarify', '--from', '2026-12-24T00:00:00Z'];
    const ran = await runCli(line, { routes });
    expect(ran.asked[0]?.body).toEqual({
      ...{ scope: 'brand_all', clarify_text: true, effective_from: '2026-12-24T00:00:00Z' },
    });
    expect(ran.out).toContain('everything of the brand');
  });

  test('passes on what the law has overtaken', async () => {
    const detail = 'From 2027-01-31 on a STOP ends everything of the brand.';
    const routes = {
      'PUT /v1/workspace/opt-out-policy': () => refusal(422, 'opt_out_policy.too_late_for_program', detail),
    };
    const ran = await runCli(['opt-out-policy', 'set', 'program'], { routes });
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain(detail);
  });
});
