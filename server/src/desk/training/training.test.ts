import { describe, expect, test } from 'vitest';
import { mark } from './module.ts';
import { afterMonths, missingOf, moduleIds, usualSetting, writtenModules } from './needs.ts';
import { workspaceModule } from './workspace-module.ts';

const rules = {
  ...{
    workspaceName: 'Bakery',
    countries: ['US'],
    profile: 'strict',
    approvalsNeeded: 2,
    approvalsOverPeople: 1_000,
  },
  ...{ optOutScope: 'brand_all', dayLimit: 3 },
  programs: [{ name: 'Offers', purpose: 'marketing', textsPerMonth: 4 }],
};
const all = [...writtenModules, workspaceModule(rules)];

describe('every module', () => {
  test.each(all.map((module) => [module.id, module] as const))(
    '%s has sources, and one right answer to each question',
    (_, module) => {
      expect(moduleIds).toContain(module.id);
      for (const page of module.pages) expect(page.source.length).toBeGreaterThan(5);
      for (const { options, right, because } of module.questions) {
        expect(new Set(options).size).toBe(options.length);
        expect(options[right]).toBeDefined();
        expect(because).not.toBe('');
      }
      // Whoever answers the same place everywhere does not pass.
      for (const place of [0, 1, 2]) {
        const blind = mark(
          module,
          module.questions.map(() => place),
          80,
        );
        expect([module.id, place, blind.isPassed]).toEqual([module.id, place, false]);
      }
    },
  );
});

test('the module of a workspace follows its settings, and another setting is another version', () => {
  const own = workspaceModule(rules);
  expect(own.questions[0]).toMatchObject({
    right: 2,
    because: expect.stringContaining('more than 1,000 people'),
  });
  const other = workspaceModule({ ...rules, approvalsNeeded: 0 });
  expect(other.questions[0]?.right).toBe(0);
  expect(other.version).not.toBe(own.version);
});

test('passing needs the whole mark, and is not reached by rounding', () => {
  const [module] = writtenModules;
  if (!module) throw new Error('none');
  const right = module.questions.map((question) => question.right);
  expect(mark(module, right, 100)).toMatchObject({ score: 100, isPassed: true });
  const fiveOfSix = right.with(0, (right[0] ?? 0) === 0 ? 1 : 0);
  expect(mark(module, fiveOfSix, 84)).toMatchObject({ score: 83, isPassed: false });
});

test('what is missing is what the role needs and no pass covers today', () => {
  const person = { accountId: 'a', role: 'agent' };
  const pass = (module: string, until: string) => ({ accountId: 'a', module, expiresAt: new Date(until) });
  const now = new Date('2026-11-24T17:00:00Z');
  expect(missingOf(person, usualSetting, [], now)).toEqual(['tcpa', 'workspace']);
  expect(missingOf(person, usualSetting, [pass('tcpa', '2027-01-01')], now)).toEqual(['workspace']);
  expect(missingOf(person, usualSetting, [pass('tcpa', '2026-01-01')], now)).toEqual(['tcpa', 'workspace']);
  expect(missingOf({ ...person, role: 'analyst' }, usualSetting, [], now)).toEqual([]);
  expect(missingOf(person, { needs: { agent: ['gdpr'] } } as never, [], now)).toEqual(['gdpr']);
});

test('a year from a leap day ends on the last day of February', () => {
  expect(afterMonths(new Date('2028-02-29T10:00:00Z'), 12)).toEqual(new Date('2029-02-28T10:00:00Z'));
});
