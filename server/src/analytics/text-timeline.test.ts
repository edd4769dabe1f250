import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { WaitingText } from '../dispatch/index.ts';
import type { TextLife } from './text-life.queries.ts';
import { type TextFacts, tellText } from './text-timeline.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 17, minute));

function lifeOf(change: Partial<TextLife> = {}): TextLife {
  return {
    id: 1,
    kind: 'direct',
    status: 'queued',
    purpose: 'transactional',
    parts: 2,
    reason: null,
    detail: null,
    heldReason: null,
    consentEventId: 7,
    consentAt: at(0),
    consentMethod: 'web_form',
    hours: null,
    providerId: null,
    queuedBy: 'key:0190aaaa-bbbb-7ccc-8ddd-eeeeeeeeeeee',
    queuedAt: at(0),
    submittedAt: null,
    acceptedAt: null,
    sentAt: null,
    finalAt: null,
    programName: 'Orders',
    campaignName: null,
    from: '+12025550100',
    senderState: 'ok',
    senderDetail: null,
    gatewayName: 'Test carrier',
    gatewayState: 'ok',
    gatewayDetail: null,
    sending: ['all', 'all'],
    isInstallationHeld: false,
    timeZone: 'America/Denver',
    isAsking: false,
    ...change,
  };
}

const waitingOf = (change: Partial<WaitingText> = {}): WaitingText => ({
  chunkId: 1,
  state: 'ready',
  notBefore: at(0),
  heldReason: null,
  isAnnounced: false,
  ...change,
});

const tell = (life: Partial<TextLife>, rest: Partial<TextFacts> = {}) =>
  tellText({ life: lifeOf(life), events: [], waiting: null, now: at(30), ...rest });

const sentOut = { submittedAt: at(1), acceptedAt: at(1), providerId: 'rc_1', parts: 1 } as const;

describe('the story of a text', () => {
  test('that went well is told from asking to delivery, without any cause for worry', () => {
    const steps = tell({ ...sentOut, status: 'delivered', sentAt: at(2), finalAt: at(3) });
    expect(steps.map(({ step, sentence }) => [step, sentence])).toEqual([
      ['queued', 'Queued for “Orders” by the API key key_0190aaaabbbb7ccc8dddeeeeeeeeeeee. It has 1 part.'],
      ['consent', 'Allowed: the person agreed to “Orders” (web form), on record as cev_7.'],
      ['handed_over', 'Handed to Test carrier from +12025550100.'],
      ['accepted', 'Test carrier took it as rc_1.'],
      ['sent', 'The carrier reported that it is on its way to the phone.'],
      ['delivered', 'Delivered: the phone has it.'],
    ]);
    expect(steps.every(({ cause, remedy }) => cause === null && remedy === null)).toBe(true);
  });

  test('that failed ends with why, and what to do', () => {
    const end = tell({
      ...sentOut,
      status: 'undelivered',
      reason: 'carrier.unknown_handset',
      finalAt: at(4),
    }).at(-1);
    expect(end).toMatchObject({
      step: 'undelivered',
      at: at(4),
      cause: 'The number is not in service.',
      remedy: expect.stringMatching(/^Take the number off/),
    });
  });

  test('has what was out of the ordinary in its place', () => {
    const events: TextFacts['events'] = [
      { at: at(1), kind: 'returned', reason: 'carrier.throttled', detail: null },
      { at: at(2), kind: 'unknown', reason: 'carrier.answer_lost', detail: null },
      { at: at(3), kind: 'asked', reason: 'carrier.had_it', detail: null },
    ];
    const steps = tell({ ...sentOut, status: 'accepted', acceptedAt: at(3), submittedAt: at(2) }, { events });
    expect(steps.map((one) => one.step)).toEqual([
      ...['queued', 'consent', 'returned', 'unknown', 'handed_over', 'asked', 'accepted', 'under_way'],
    ]);
    expect(steps[2]?.cause).toBe('The carrier asked us to slow down.');
  });

  test('says what hour it was when it left, and by which rules', () => {
    const hours = {
      ...{
        profile: 'strict',
        packs: ['us-hours 2026-11-23'],
        basis: 'By the number.',
        rules: ['hours.us', 'hours.us.fl'],
      },
      ...{
        jurisdictions: ['US-FL'],
        zones: ['America/New_York', 'America/Chicago'],
        permission: { rule: 'permission.us.marketing', version: 'permission 1', sentence: 'It was enough.' },
        closesAt: '2026-11-25T01:00:00Z',
      },
    };
    const steps = tell({ ...sentOut, hours });
    expect(steps.find((one) => one.step === 'permission')?.sentence).toBe(
      'It was enough. By permission.us.marketing (permission 1).',
    );
    const told = steps.find((one) => one.step === 'hours');
    expect(told?.sentence).toBe(
      'The hour was right. By the number. The person may be in US-FL, where it was Tue 2026-11-24 12:01 in New York, Tue 2026-11-24 11:01 in Chicago. ' +
        'Asked by the strict rules (us-hours 2026-11-23): hours.us, hours.us.fl. They were open until Tue 2026-11-24 20:00 in New York.',
    );
  });

  test('that was cancelled says by whom, and says it once', () => {
    const events: TextFacts['events'] = [
      { at: at(5), kind: 'cancelled', reason: 'text.cancelled', detail: 'account:0190' },
    ];
    const steps = tell({ status: 'suppressed', reason: 'text.cancelled', finalAt: at(5) }, { events });
    expect(steps.map((one) => one.step)).toEqual(['queued', 'consent', 'cancelled']);
    expect(steps.at(-1)?.sentence).toBe('Cancelled by the member acc_0190 before it left.');
  });

  test.each([
    [true, 'The carrier is being asked.'],
    [false, 'stays so.'],
  ])('whose fate is unknown says whether somebody still asks: %s', (isAsking, words) => {
    const now = tell({ submittedAt: at(1), status: 'unknown', reason: 'worker.died', isAsking }).at(-1);
    expect([now?.step, now?.at]).toEqual(['unknown', null]);
    expect(now?.sentence).toContain(words);
    expect(now?.cause).toMatch(/died/);
  });

  test('of a campaign, or in answer to a reply, says so', () => {
    expect(tell({ kind: 'campaign', campaignName: 'Spring', queuedBy: null })[0]?.sentence).toBe(
      'Queued by the launch of “Spring”. It has 2 parts.',
    );
    expect(tell({ kind: 'auto', consentEventId: null }).map((one) => one.step)).toEqual([
      'queued',
      'waiting',
    ]);
  });
});

describe('what a text waits for', () => {
  const waitsFor = (life: Partial<TextLife>, waiting: Partial<WaitingText> = {}) =>
    tell(life, { waiting: waitingOf(waiting) }).at(-1);

  test.each<[string, Partial<TextLife>, Partial<WaitingText>, RegExp]>([
    ['its turn', {}, {}, /turn at the pace/],
    ['the carrier’s answer', {}, { isAnnounced: true, state: 'leased' }, /being handed/],
    ['its hour', {}, { notBefore: at(45) }, /until Tue, 24 Nov 2026, 10:45 in Denver/],
    ['nothing any more', {}, { state: 'stopped' }, /will not be sent/],
    ['the switch of the installation', { sending: ['all', 'none'] }, {}, /sending is stopped/],
    ['the hold', { isInstallationHeld: true }, {}, /on hold/],
    ['the gateway', { gatewayState: 'no_funds', gatewayDetail: 'Pay first.' }, {}, /Test carrier.*no funds/],
    ['its number', { senderState: 'misconfigured' }, {}, /does not let \+12025550100 send/],
  ])('%s', (_what, life, waiting, words) => {
    const now = waitsFor(life, waiting);
    expect([now?.step, now?.at]).toEqual(['waiting', null]);
    expect(now?.sentence).toMatch(words);
  });

  test('is not a switch that stops others', () => {
    expect(waitsFor({ sending: ['no_marketing', 'all'] })?.sentence).toMatch(/turn at the pace/);
    expect(waitsFor({ sending: ['no_marketing', 'all'], purpose: 'marketing' })?.sentence).toMatch(/stopped/);
  });

  test('is told with the hour on the wall of the person when it is night there', () => {
    const now = waitsFor({}, { notBefore: at(45), heldReason: 'quiet_hours: 02:00 in America/Denver' });
    expect(now?.cause).toMatch(/^It was 02:00 in Denver/);
  });
});

test('every story is in order, and every step is a sentence', () => {
  const some = fc.option(fc.integer({ min: 0, max: 59 }).map(at), { nil: null });
  const statuses = ['queued', 'unknown', 'accepted', 'sent', 'delivered', 'failed', 'suppressed'] as const;
  fc.assert(
    fc.property(
      some,
      some,
      some,
      some,
      fc.constantFrom(...statuses),
      fc.option(fc.string(), { nil: null }),
      (submittedAt, acceptedAt, sentAt, finalAt, status, reason) => {
        const steps = tell({ submittedAt, acceptedAt, sentAt, finalAt, status, reason });
        const times = steps.flatMap((one) => one.at?.getTime() ?? []);
        expect(times).toEqual(times.toSorted((one, other) => one - other));
        expect(steps.slice(0, times.length).every((one) => one.at !== null)).toBe(true);
        for (const { sentence } of steps) expect(sentence).toMatch(/^[A-Z].*\.$/s);
      },
    ),
  );
});
