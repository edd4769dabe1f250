import { describe, expect, test } from 'vitest';
import type { Agent } from './agent.queries.ts';
import { chooseAgent } from './choose-agent.ts';

const agent = (name: string, more: Partial<Agent> = {}): Agent => ({
  ...{ accountId: name, name, isAway: false, mostOpen: null, lastGivenAt: null, open: 0 },
  ...{ senderIds: null, listIds: null, role: 'agent', permissions: null },
  ...more,
});
const anywhere = { senderIds: ['s1'], listIds: [] };
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 12, minute));

describe('whose turn it is', () => {
  test('is in turn whoever was given one longest ago, however many they have', () => {
    const all = [agent('ana', { lastGivenAt: at(5) }), agent('ben', { lastGivenAt: at(1), open: 9 })];
    expect(chooseAgent(all, 'round_robin', anywhere)?.name).toBe('ben');
    expect(chooseAgent([...all, agent('new')], 'round_robin', anywhere)?.name).toBe('new');
  });

  test('is by load whoever has fewest open, and of several the one in turn', () => {
    const all = [
      agent('ana', { open: 2, lastGivenAt: at(1) }),
      agent('ben', { open: 1, lastGivenAt: at(9) }),
      agent('cleo', { open: 1, lastGivenAt: at(3) }),
    ];
    expect(chooseAgent(all, 'least_busy', anywhere)?.name).toBe('cleo');
  });

  test.each([
    ['is away', { isAway: true }],
    ['has as many as they take', { mostOpen: 3, open: 3 }],
    ['is kept to other numbers', { senderIds: ['s2'] }],
    ['is kept to lists that the person is not on', { listIds: ['l1'] }],
  ])('is nobody’s who %s', (_why, more) => {
    expect(chooseAgent([agent('ana', more)], 'round_robin', anywhere)).toBeNull();
  });

  test('a full round gives each as many, whatever order they stand in', () => {
    const names = ['cleo', 'ana', 'ben'];
    let all = names.map((name) => agent(name));
    const given: string[] = [];
    for (let minute = 0; minute < 9; minute += 1) {
      const next = chooseAgent(all, 'round_robin', anywhere);
      given.push(next?.name ?? 'nobody');
      all = all.map((one) => (one.name === next?.name ? { ...one, lastGivenAt: at(minute) } : one));
    }
    expect(names.map((name) => given.filter((one) => one === name).length)).toEqual([3, 3, 3]);
  });
});
