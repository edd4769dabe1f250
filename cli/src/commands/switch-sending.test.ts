import { describe, expect, test } from 'vitest';
import { refusal, runCli } from '../../test/run-cli.ts';

const turned = (sending: string, installation = 'all') => ({
  object: 'sending',
  sending: sending === 'all' ? installation : sending,
  workspace: { sending, by: 'Ada', reason: 'x', since: null },
  installation: { sending: installation, by: null, reason: null, since: null },
});

describe('tidings stop', () => {
  test('stops everything of the workspace, and says how to go on', async () => {
    const routes = { 'PUT /v1/workspace/sending': () => turned('none') };
    const ran = await runCli(['stop', '--reason', 'The offer is wrong'], { routes });
    expect([ran.code, ran.requests]).toEqual([0, ['PUT /v1/workspace/sending']]);
    expect(ran.asked[0]?.body).toEqual({ sending: 'none', reason: 'The offer is wrong' });
    expect(ran.out).toContain('Nothing leaves this workspace any more.');
    expect(ran.out).toContain('tidings resume --reason');
  });

  test('stops marketing alone, in every workspace, when told so', async () => {
    const routes = { 'PUT /v1/installation/sending': () => turned('all', 'no_marketing') };
    const ran = await runCli(['stop', '--marketing', '--everywhere', '--reason', 'Complaints'], { routes });
    expect(ran.asked[0]?.body).toEqual({ sending: 'no_marketing', reason: 'Complaints' });
    expect(ran.out).toContain('No marketing leaves every workspace any more; what people asked for goes on.');
    expect(ran.out).toContain('tidings resume --everywhere');
  });

  test('is not understood without a reason, and asks for nothing', async () => {
    const ran = await runCli(['stop'], { routes: {} });
    expect([ran.code, ran.requests]).toEqual([2, []]);
    expect(ran.err).toContain('--reason');
  });

  test('passes on who may not', async () => {
    const detail = 'This needs the permission sending.stop.';
    const routes = { 'PUT /v1/workspace/sending': () => refusal(403, 'permission.missing', detail) };
    const ran = await runCli(['stop', '--reason', 'x'], { routes });
    expect(ran.code).not.toBe(0);
    expect(ran.err).toContain(detail);
  });
});

describe('tidings resume', () => {
  test('lets everything go on', async () => {
    const routes = { 'PUT /v1/workspace/sending': () => turned('all') };
    const ran = await runCli(['resume', '--reason', 'Sorted out', '--json'], { routes });
    expect(ran.asked[0]?.body).toEqual({ sending: 'all', reason: 'Sorted out' });
    expect(ran.json()).toMatchObject({ sending: 'all' });
  });

  test('says that the other switch still stands against it', async () => {
    const routes = { 'PUT /v1/workspace/sending': () => turned('all', 'none') };
    const ran = await runCli(['resume', '--reason', 'Sorted out'], { routes });
    expect(ran.out).toContain('the switch of the whole installation still stops everything');
  });
});
