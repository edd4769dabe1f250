import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeClock } from '../../test/fake-clock.ts';
import { createWindow, genericNackId, type Pending } from './window.ts';

const responseId = 0x80000004;
const patienceMs = 1_000;

type Step = { kind: 'add'; skips: number } | { kind: 'take'; which: number } | { kind: 'wait'; ms: number };

const steps: fc.Arbitrary<Step>[] = [
  fc.record({ kind: fc.constant('add'), skips: fc.constantFrom(0, 0, 0, 1, 63, 64, 128) }),
  fc.record({ kind: fc.constant('take'), which: fc.nat(200) }),
  fc.record({ kind: fc.constant('wait'), ms: fc.constantFrom(1, 300, 2_000) }),
];

test('requests are found, taken, and given up in the order in which they were written', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(...steps), { maxLength: 300 }), (list) => {
      const clock = fakeClock();
      const givenUp: number[] = [];
      const expected: number[] = [];
      const model = new Map<number, Pending>();
      const window = createWindow(clock, ({ sequence }) => givenUp.push(sequence));
      let sequence = 0;
      let beginsAt = 0;
      for (const step of list) {
        if (step.kind === 'add') {
          sequence += 1 + step.skips;
          const known = { sequence, responseId, beginsAt: beginsAt++, onOutcome: () => {} };
          const pending = { ...known, deadline: clock.now() + patienceMs };
          window.add(pending);
          model.set(sequence, pending);
        } else if (step.kind === 'wait') {
          clock.forward(step.ms);
          const late = [...model.values()].filter(({ deadline }) => deadline <= clock.now());
          for (const pending of late) model.delete(pending.sequence);
          expected.push(...late.map((pending) => pending.sequence));
        } else {
          const wanted = [...model.keys()][step.which % Math.max(1, model.size)] ?? sequence + 1;
          expect(window.take(wanted, responseId)).toBe(model.get(wanted));
          model.delete(wanted);
          expect(window.has(wanted)).toBe(false);
        }
        expect(window.size).toBe(model.size);
        expect(givenUp).toEqual(expected);
      }
      for (const known of model.keys()) expect(window.has(known)).toBe(true);
      expect(window.empty()).toEqual([...model.values()]);
      expect([window.size, clock.waiting]).toEqual([0, 0]);
    }),
    { numRuns: 100 },
  );
});

test('only an answer that fits takes a request, or a generic_nack', () => {
  const window = createWindow(fakeClock(), () => {});
  const pending = { sequence: 7, responseId, beginsAt: 0, deadline: 2_000, onOutcome: () => {} };
  window.add(pending);
  expect(window.take(7, 0x80000005)).toBeUndefined();
  expect(window.take(7 + 64, responseId)).toBeUndefined();
  expect(window.take(7, genericNackId)).toBe(pending);
});
