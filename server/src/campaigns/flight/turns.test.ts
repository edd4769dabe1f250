import { noOwnRules, openHours } from '@tidings/policy/hours';
import { expect, test } from 'vitest';
import { hoursOfTurns, openTurns } from './turns.ts';

const text = (code: string) => ({ number: `+1${code}5550100`, region: null, purpose: 'marketing' });
const at = (hour: string) => Date.parse(`2026-11-${hour}:00Z`);

test('people of a place who get it when planned stand in one line with their hours, who is held in one for each end', () => {
  const turns = openTurns();
  // 12:00, 13:00 and 22:00 of New York; the last is after its hours, and that of Los Angeles is not.
  for (const hour of ['24T17:00', '24T18:00', '25T03:00']) {
    turns.add(at(hour), '212', text('212'));
    turns.addParts(at(hour), '212', text('212'), 2);
  }
  turns.add(at('25T03:00'), '310', text('310'));
  const { turns: told, flow } = turns.result();
  const lines = hoursOfTurns(openHours(noOwnRules), told).map((line) => ({
    ...{ zones: line.zones.join(), decision: line.decision, people: line.people },
    planned: `${line.plannedFrom.toISOString().slice(8, 13)} to ${line.plannedTo.toISOString().slice(8, 13)}`,
    until: line.decision === 'hold' ? line.until?.toISOString().slice(8, 13) : null,
  }));
  expect(lines).toEqual([
    { zones: 'America/New_York', decision: 'allow', people: 2, planned: '24T17 to 24T18', until: null },
    { zones: 'America/Los_Angeles', decision: 'allow', people: 1, planned: '25T03 to 25T03', until: null },
    { zones: 'America/New_York', decision: 'hold', people: 1, planned: '25T03 to 25T03', until: '25T13' },
  ]);
  expect(flow.map(({ fromMs, people, parts }) => [fromMs, people, parts])).toEqual([
    [at('24T17:00'), 1, 2],
    [at('24T18:00'), 1, 2],
    [at('25T03:00'), 1, 2],
  ]);
  expect(new Set(flow.map((group) => group.text)).size).toBe(1);
});
