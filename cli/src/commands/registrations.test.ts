import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCli } from '../../test/run-cli.ts';

const reg = 'reg_01a2250c9f84707ea5e7049848199f0b';
const sender = { id: 'snd_01a2250c9f84707ea5e7049848199f0c', number: '+12025550100' };
const known = {
  ...{
    object: 'registration',
    id: reg,
    kind: 'campaign',
    name: 'Offers',
    status: 'draft',
    forms_version: 'x',
  },
  ...{
    answers: { use_case: 'MARKETING', samples: ['Harbor Coffee: rye is back.'] },
    brand_registration_id: null,
    provider: null,
    reference: null,
  },
  ...{ hours_a_day: 24, rejection: null, numbers: [], limits: [], created_at: '2026-11-24T12:00:00Z' },
  ...{ submitted_at: null, decided_at: null, expires_at: null },
};
const at = `/v1/registrations/${reg}`;
const routes = {
  'GET /v1/registrations': () => ({ data: [known] }),
  'POST /v1/registrations': () => known,
  'GET /v1/senders': () => ({ data: [sender] }),
  [`PATCH ${at}`]: () => known,
  [`PUT ${at}/numbers`]: () => known,
  [`POST ${at}/submit`]: () => ({ ...known, status: 'submitted' }),
  [`POST ${at}/status`]: () => ({ ...known, status: 'approved', reference: 'CABC123' }),
  [`GET ${at}/history`]: () => ({
    data: [
      {
        at: '2026-11-24T12:00:00Z',
        actor: 'account:1',
        act: 'registration.created',
        status: 'draft',
        detail: {},
      },
    ],
  }),
  [`POST ${at}/drift`]: () => ({
    ...{
      object: 'registration_drift',
      compared_at: '2026-11-24T12:00:00Z',
      since: '2026-11-17T12:00:00Z',
      texts: 900,
      unlike: 0.5,
    },
    findings: [
      {
        rule: 'drift.links',
        texts: 40,
        sentence: '40 of 900 texts have a link.',
        remedy: 'Leave it out.',
        example: 'See x.example',
      },
    ],
  }),
  'GET /v1/sender-papers': () => ({
    data: [
      {
        ...{ sender_id: sender.id, number: sender.number, kind: 'long_code', standing: 'closed' },
        ...{ rule: 'sender.unregistered', sentence: 'It has no papers.', registration_kind: null },
        ...{ registration_status: null, grace_until: null },
      },
    ],
  }),
};
const run = (...words: string[]) => runCli(['registration', ...words], { routes });

describe('tidings registration', () => {
  test('lists, shows and tells the history by name or id', async () => {
    expect((await run()).out).toContain('Offers');
    expect((await run('show', 'offers')).out).toContain(`Offers (campaign): draft. ${reg}`);
    expect((await run('history', reg)).out).toContain('registration.created');
    expect((await run('show', 'Nothing')).code).toBe(4);
  });

  test('says of every number whether it may text the US, and ends with 5 where one may not', async () => {
    const { code, out } = await run('numbers');
    expect([code, out.includes('closed')]).toEqual([5, true]);
  });

  test('brings in what was approved elsewhere: form, numbers, word', async () => {
    const { code, asked } = await run(
      ...['bring-in', 'campaign', '--name', 'Offers', '--reference', 'CABC123', '--use-case', 'MARKETING'],
      ...['--number', '+12025550100'],
    );
    expect(code).toBe(0);
    expect(asked.filter(({ method }) => method !== 'GET').map(({ body }) => body)).toEqual([
      { kind: 'campaign', name: 'Offers', answers: { use_case: 'MARKETING' } },
      { sender_ids: [sender.id] },
      { status: 'approved', reference: 'CABC123' },
    ]);
  });

  test('brings in the form as it was approved, by whose samples drift is told', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'papers-'));
    const file = join(folder, 'offers.json');
    await writeFile(file, JSON.stringify({ samples: ['Harbor Coffee: rye is back.'], use_case: 'MIXED' }));
    const { asked } = await run(
      ...['bring-in', 'campaign', '--name', 'Offers', '--reference', 'C1', '--use-case', 'MARKETING'],
      ...['--file', file],
    );
    expect(asked.find(({ method }) => method !== 'GET')?.body).toMatchObject({
      answers: { samples: ['Harbor Coffee: rye is back.'], use_case: 'MARKETING' },
    });
    await rm(folder, { recursive: true });
  });

  test('tells what is sent and was not registered, and ends with 5 where something is', async () => {
    const { code, out } = await run('drift', 'Offers');
    expect(code).toBe(5);
    expect(out).toContain('drift.links 40 of 900 texts have a link. Leave it out.');
    expect(out).toContain('900 texts of the last week; 50 % are like none of the samples.');
  });

  test('reads a field as the form has it', async () => {
    const { asked } = await run(
      ...[
        'fill',
        'Offers',
        '--set',
        'has_links=true',
        '--set',
        'samples=["one","two"]',
        '--set',
        'description=',
        '--hours-a-day',
        '12',
      ],
    );
    expect(asked.at(-1)?.body).toEqual({
      answers: { has_links: true, samples: ['one', 'two'], description: null },
      hours_a_day: 12,
    });
    expect((await run('fill', 'Offers')).code).toBe(2);
    expect((await run('fill', 'Offers', '--set', 'nothing')).err).toContain('“nothing” is no field=answer');
  });

  test('hands in, and writes down what the carrier said', async () => {
    expect(
      (await run('submit', 'Offers', '--provider', 'twilio', '--accept-findings')).asked.at(-1)?.body,
    ).toEqual({
      provider: 'twilio',
      accept_findings: true,
    });
    const said = await run('status', 'Offers', 'rejected', '--code', '805', '--reason', 'No clause');
    expect(said.asked.at(-1)?.body).toEqual({ status: 'rejected', code: '805', reason: 'No clause' });
  });

  test('reads a form from a pipe without a service, and ends with 1 where it would be rejected', async () => {
    const stdin = JSON.stringify({ display_name: 'Harbor Coffee', use_case: 'MARKETING' });
    const ran = await runCli(['registration', 'lint', '-', '--kind', 'campaign', '--json'], { stdin });
    expect([ran.code, ran.requests]).toEqual([1, []]);
    const { findings } = ran.json() as { findings: { rule: string; field: string }[] };
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'field.missing', field: 'message_flow' }),
    );
  });

  test('prints a form in the names of a provider', async () => {
    const stdin = JSON.stringify({ use_case: 'MARKETING', samples: ['a', 'b'] });
    const json = await runCli(['registration', 'export', '-', '--kind', 'campaign', '--provider', 'tcr'], {
      stdin,
    });
    expect(JSON.parse(json.out)).toMatchObject({ usecase: 'MARKETING', sample1: 'a', sample2: 'b' });
    const csv = await runCli(
      ['registration', 'export', '-', '--kind', 'campaign', '--provider', 'plain', '--csv'],
      { stdin },
    );
    expect(csv.out).toBe('use_case,samples\r\nMARKETING,a|b\n');
    const none = await runCli(
      ['registration', 'export', '-', '--kind', 'short_code', '--provider', 'vonage'],
      { stdin: '{}' },
    );
    expect([none.code, none.err.includes('--provider plain')]).toEqual([2, true]);
  });

  test('tells what a form asks', async () => {
    expect((await run('forms', 'campaign')).out).toContain('message_flow');
    expect((await run('forms', 'passport')).err).toContain('There is no form “passport”');
  });
});
