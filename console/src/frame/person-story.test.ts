import { describe, expect, it } from 'vitest';
import type { MessageStatus, TimelineEntry } from './api.ts';
import { bubblesOf, inOrder, lookOf, senderSeen } from './person-story.ts';

const at = '2026-03-04T01:00:00Z';
const nothing = { reason: null, campaign: null, text: null, reply: null };
const text = (status: MessageStatus, from: string | null = null): TimelineEntry => ({
  ...nothing,
  id: status,
  at,
  kind: 'text',
  sentence: '',
  text: { id: status, body: status, parts: 1, status, from },
});
const reply: TimelineEntry = {
  ...nothing,
  id: 'r',
  at,
  kind: 'reply',
  sentence: '',
  reply: { body: 'STOP', intent: 'stop' },
};

describe('what stood on the phone', () => {
  const all: MessageStatus[] = [
    'queued',
    'accepted',
    'sent',
    'delivered',
    'undelivered',
    'failed',
    'rejected',
    'expired',
    'suppressed',
    'unknown',
  ];
  it('is what arrived or may have arrived, and what was typed, and nothing that was stopped', () => {
    const shown = bubblesOf([...all.map((status) => text(status)), reply]);
    expect(shown.map(({ body }) => body)).toEqual(['accepted', 'sent', 'delivered', 'unknown', 'STOP']);
    expect(shown.at(-1)?.direction).toBe('typed');
  });
  it('says of each text how sure we are', () => {
    const notes = bubblesOf([text('delivered'), text('sent'), text('unknown')]).map(({ note }) => note);
    expect(notes).toEqual([null, 'not confirmed yet', 'may not have arrived']);
  });
});

it('gives every kind and status a look of its own, and an unknown kind a plain one', () => {
  expect(lookOf(text('suppressed')).title).toBe('Text stopped');
  expect(lookOf(reply).title).toBe('Reply');
  expect(lookOf({ ...reply, kind: 'merged' as never }).title).toBe('Noted');
});

it('names the sender of the newest text', () => {
  expect(
    senderSeen([text('delivered', '+12125550100'), text('delivered', '+12125550199'), text('suppressed')]),
  ).toBe('+12125550199');
  expect(senderSeen([reply])).toBeNull();
});

it('puts the story in order, also what happened in one moment', () => {
  const later = { ...reply, id: 'later', at: '2026-03-04T02:00:00Z' };
  const answer = { ...reply, id: 'answer' };
  expect(inOrder([later, answer, reply]).map(({ id }) => id)).toEqual(['r', 'answer', 'later']);
});

it('tells a hold from a mere wait', () => {
  const wait = { ...reply, kind: 'held' as const };
  expect(lookOf({ ...wait, reason: 'quiet_hours' }).title).toBe('Held');
  expect(lookOf({ ...wait, reason: null }).title).toBe('Text queued');
});
