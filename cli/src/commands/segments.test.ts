import { describe, expect, test } from 'vitest';
import { ids, page, runCli } from '../../test/run-cli.ts';

const id = ids.list.replace('lst', 'seg');
const segment = {
  ...{
    object: 'segment',
    id,
    name: 'Regulars',
    version: 3,
    text: 'tag "vip"',
    sentence: 'People who are tagged “vip”.',
  },
  ...{ rule: { kind: 'tag', tags: ['vip'] }, archived_at: null },
};
const segments = { 'GET /v1/segments': () => page([segment]) };

describe('tidings segments', () => {
  test('check says what a rule means, and ends with 7 where something is odd', async () => {
    const check = {
      object: 'segment_check',
      is_ready: true,
      problems: [],
      text: 'tag "vop"',
      rule: {},
      sentence: 'People who are tagged “vop”.',
    };
    const notices = [
      { code: 'segment.unused_tag', detail: 'Nobody carries the tag “vop”.', pointer: '/rule' },
    ];
    const ran = await runCli(['segments', 'check', 'tag vop'], {
      routes: { 'POST /v1/segments/check': () => ({ ...check, notices }) },
    });
    expect([ran.code, ran.asked.at(-1)?.body]).toEqual([7, { text: 'tag vop' }]);
    expect(ran.out).toContain('Mind: Nobody carries the tag “vop”.');
  });

  test('save makes the next version of the one that has the name, and says which it was', async () => {
    const patched = `PATCH /v1/segments/${id}`;
    const ran = await runCli(['segments', 'save', 'Regulars', 'tag "gold"'], {
      routes: { ...segments, [patched]: () => ({ ...segment, version: 4 }) },
    });
    expect(ran.code).toBe(0);
    expect(ran.asked.at(-1)?.body).toEqual({ text: 'tag "gold"', version: 3 });
    const made = await runCli(['segments', 'save', 'New', 'everyone'], {
      routes: { ...segments, 'POST /v1/segments': () => ({ ...segment, name: 'New', version: 1 }) },
    });
    expect(made.out).toContain('is at version 1');
  });

  test('why tells each condition with what was found', async () => {
    const lines = [
      { depth: 0, kind: 'all', holds: false, sentence: '', text: null, found: null },
      { depth: 1, kind: 'condition', holds: false, sentence: '', text: 'tag "vip"', found: [] },
    ];
    const ran = await runCli(['segments', 'why', 'Regulars', 'con_7'], {
      routes: {
        ...segments,
        [`GET /v1/segments/${id}/why`]: () => ({
          is_in: false,
          sentence: 'People who are tagged “vip”.',
          lines,
        }),
      },
    });
    expect(ran.out).toContain('con_7 is not in it.');
    expect(ran.out).toContain('no   tag "vip"  (found: [])');
  });

  test('neither a rule nor a file is not understood', async () => {
    expect((await runCli(['segments', 'count'], {})).code).toBe(2);
  });
});

describe('tidings events send', () => {
  test('sends a thousand at a time from a pipe and names the lines that were refused', async () => {
    const lines = Array.from({ length: 1_500 }, (_, n) => JSON.stringify({ id: `o${n}` })).join('\n\n');
    let calls = 0;
    const ran = await runCli(['events', 'send', '-'], {
      stdin: lines,
      routes: {
        'POST /v1/events': ({ body }) => {
          calls += 1;
          const count = (body as { events: unknown[] }).events.length;
          const rejected =
            calls === 2 ? [{ index: 1, id: 'o1001', code: 'event.unknown_person', detail: 'Nobody.' }] : [];
          return {
            object: 'events_taken',
            accepted: count - rejected.length,
            duplicates: 0,
            contacts_created: 0,
            rejected,
          };
        },
      },
    });
    expect([ran.code, calls]).toEqual([5, 2]);
    expect(ran.out).toContain('Taken: 1499. Here already: 0. Refused: 1.');
    expect(ran.out).toContain('line 2003: Nobody.');
  });
});

test('a campaign can be for a segment, and for at most so many of it', async () => {
  const ran = await runCli(
    [
      'campaign',
      'create',
      '--name',
      'Spring',
      '--to-segment',
      'Regulars',
      '--not-segment',
      id,
      '--at-most',
      '5,000',
      '--body',
      'Hello',
    ],
    {
      routes: {
        ...segments,
        'GET /v1/programs': () => page([{ id: ids.program, name: 'Offers' }]),
        'GET /v1/senders': () => page([{ id: ids.sender, number: '+12025550100' }]),
        'POST /v1/campaigns': () => ({ id: ids.campaign }),
      },
    },
  );
  expect(ran.asked.at(-1)?.body).toMatchObject({
    include: { segments: [id] },
    exclude: { segments: [id] },
    limit: { at_most: 5_000, seed: 0 },
  });
});
