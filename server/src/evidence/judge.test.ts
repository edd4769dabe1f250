import { describe, expect, test } from 'vitest';
import type { EventRow, ReplyRow, TextRow } from './evidence.queries.ts';
import { findOptOuts, judge, leftAfterOptOut, leftWithoutConsent } from './judge.ts';

const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 17, minute));
const event = (
  id: number,
  type: EventRow['type'],
  minute: number,
  more: Partial<EventRow> = {},
): EventRow => ({
  id,
  type,
  number: '+12125550100',
  method: 'keyword',
  contactId: 1,
  brandId: 'brand',
  brandName: 'Bluebird',
  legalName: null,
  programId: 'program',
  programName: 'Offers',
  purpose: 'marketing',
  occurredAt: at(minute),
  recordedAt: at(minute),
  wordsShown: null,
  evidence: {},
  actor: 'contact',
  fileName: null,
  erasedAt: null,
  prevHash: Buffer.alloc(32),
  hash: Buffer.alloc(32),
  ...more,
});
const text = (id: number, minute: number | null, more: Partial<TextRow> = {}): TextRow => ({
  id,
  kind: 'campaign',
  purpose: 'marketing',
  brandId: 'brand',
  programName: 'Offers',
  campaignName: 'Spring',
  from: '+12025550100',
  to: '+12025550142',
  body: 'Hello',
  parts: 1,
  status: 'delivered',
  reason: null,
  detail: null,
  heldReason: null,
  hours: null,
  consentEventId: 1,
  gatewayName: 'Rehearsal',
  providerId: 'p',
  queuedBy: null,
  queuedAt: at(0),
  submittedAt: minute === null ? null : at(minute),
  acceptedAt: null,
  sentAt: null,
  finalAt: null,
  ...more,
});
const reply = (minute: number, answeredMinute: number | null): ReplyRow => ({
  id: 1,
  providerId: 'r1',
  body: 'pls no more of these',
  intent: 'stop',
  matchedBy: 'model',
  score: 0.98,
  why: null,
  marks: [],
  keyword: null,
  answerId: answeredMinute === null ? null : 9,
  answeredAt: answeredMinute === null ? null : at(answeredMinute),
  answerStatus: 'delivered',
  receivedAt: at(minute),
});

const idsOf = (texts: readonly TextRow[]) => texts.map(({ id }) => id);

describe('a text that left', () => {
  const story = [event(1, 'opt_in', 0), event(2, 'opt_out', 10), event(3, 'rejoin', 20)];

  test('after an opt-out and before a coming back is found, and no other', () => {
    const texts = [text(1, 5), text(2, 15), text(3, 25), text(4, null), text(5, 15, { kind: 'auto' })];
    expect(idsOf(leftAfterOptOut(story, texts))).toEqual([2]);
  });

  test('of another brand is not what was opted out of', () => {
    expect(leftAfterOptOut(story, [text(1, 15, { brandId: 'other' })])).toEqual([]);
  });

  test('is not found late because a consent was only asked for', () => {
    const asked = [...story.slice(0, 2), event(4, 'doi_requested', 12)];
    expect(idsOf(leftAfterOptOut(asked, [text(1, 15)]))).toEqual([1]);
  });

  test('without a consent of this number, or before it, is found', () => {
    const texts = [text(1, 5), text(2, 5, { consentEventId: null }), text(3, 5, { consentEventId: 77 })];
    const late = text(4, 5, { consentEventId: 3 });
    expect(idsOf(leftWithoutConsent(story, [...texts, late]))).toEqual([2, 3, 4]);
  });

  test('without a consent is found unless it is an emergency that a rule of law let go', () => {
    const gone = (id: number, purpose: string, rule: string) => {
      const hours = { permission: { rule, version: '1', sentence: '' } } as TextRow['hours'];
      return text(id, 5, { consentEventId: null, purpose, hours });
    };
    const texts = [gone(1, 'emergency', 'emergency.us'), gone(2, 'marketing', 'emergency.us')];
    const other = gone(3, 'emergency', 'permission.us.informational');
    expect(idsOf(leftWithoutConsent(story, [...texts, other]))).toEqual([2, 3]);
  });
});

describe('an opt-out', () => {
  const left = event(2, 'opt_out', 10, { evidence: { provider_id: 'r1' } });

  test('is timed from the reply that it came by to its record, and to its confirmation', () => {
    const [one] = findOptOuts([left], [reply(9, 11)]);
    expect(one).toMatchObject({ latencyMs: 60_000, confirmedAfterMs: 120_000 });
  });

  test('that was confirmed later than five minutes does not hold', () => {
    const verdict = (minute: number) =>
      judge([left], [], findOptOuts([left], [reply(10, minute)])).find(
        ({ check }) => check === 'opt_outs_confirmed_in_time',
      )?.holds;
    expect([verdict(15), verdict(16)]).toEqual([true, false]);
  });
});

test('a check that does not hold names the texts', () => {
  const checks = judge([event(1, 'opt_in', 0), event(2, 'opt_out', 1)], [text(7, 5)], []);
  expect(checks[0]).toMatchObject({ check: 'no_marketing_after_opt_out', holds: false });
  expect(checks[0]?.sentence).toContain('msg_7');
});
