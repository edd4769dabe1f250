import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConsentStatus } from './consent.ts';
import { decideJoin, type JoinProof } from './join-decision.ts';

const before = new Date('2026-01-01T00:00:00Z');
const stopped = new Date('2026-02-01T00:00:00Z');
const after = new Date('2026-03-01T00:00:00Z');
const stop = { eventId: 1, isLifted: false, suppressedAt: stopped };

describe('a join', () => {
  test.each([
    ['own_phone', undefined, undefined, 'joined'],
    ['own_phone', 'pending', undefined, 'joined'],
    ['own_phone', 'opted_out', stop, 'joined'],
    ['own_phone', 'opted_in', undefined, 'already_joined'],
    ['told', undefined, undefined, 'joined'],
    ['told', 'pending', undefined, 'joined'],
    ['told', 'opted_in', undefined, 'already_joined'],
    ['told', 'opted_out', undefined, 'opted_out'],
    ['told', undefined, stop, 'opted_out'],
    ['code', undefined, undefined, 'joined'],
    ['code', 'pending', undefined, 'joined'],
    ['code', 'opted_in', undefined, 'already_joined'],
    ['code', 'opted_out', undefined, 'opted_out'],
    ['code', undefined, stop, 'opted_out'],
    ['asked', undefined, undefined, 'pending'],
    ['asked', 'pending', undefined, 'already_pending'],
    ['asked', 'opted_in', undefined, 'already_joined'],
    ['asked', undefined, stop, 'opted_out'],
    ['asked', undefined, { ...stop, isLifted: true }, 'pending'],
    ['confirmed', 'pending', undefined, 'joined'],
    ['confirmed', undefined, undefined, 'opted_out'],
    ['confirmed', 'opted_in', undefined, 'already_joined'],
    ['confirmed', 'pending', stop, 'opted_out'],
  ] as const)('%s, standing %s, is %s', (proof, status, suppression, decision) => {
    expect(decideJoin({ proof, status, suppression, occurredAt: after })).toBe(decision);
  });

  test('by an act older than the STOP brings nobody back', () => {
    expect(
      decideJoin({ proof: 'own_phone', status: 'opted_out', suppression: stop, occurredAt: before }),
    ).toBe('opted_out');
  });

  test('never opens a suppressed number but by a newer act of its own phone', () => {
    const statuses: (ConsentStatus | undefined)[] = [undefined, 'pending', 'opted_in', 'opted_out'];
    const proofs: JoinProof[] = ['own_phone', 'confirmed', 'code', 'told', 'asked'];
    fc.assert(
      fc.property(
        fc.constantFrom(...proofs),
        fc.constantFrom(...statuses),
        fc.date({ noInvalidDate: true }),
        (proof, status, occurredAt) => {
          const decision = decideJoin({ proof, status, suppression: stop, occurredAt });
          const isOwnNewerAct = proof === 'own_phone' && occurredAt >= stopped;
          expect(decision === 'joined').toBe(isOwnNewerAct);
          if (!isOwnNewerAct) expect(decision).toBe('opted_out');
        },
      ),
    );
  });
});
