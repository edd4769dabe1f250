import { noOwnRules } from '@tidings/policy/hours';
import type { SendStore } from '../../../server/src/dispatch/store.ts';
import { seen } from '../rows.ts';
import { type Ground, workspaceId } from '../tables.ts';

const never = (what: string) => () => {
  throw new Error(`Nobody has set prices in a simulated world, so ${what} is not asked for.`);
};

/**
 * Switches as accounts has them. Nobody in a simulated world has set prices or gets passwords by the hundred: what caps and
 * the velocity guard decide is tested where they stand, and they decide before the intent, like consent.
 */
export function limitStore(on: Ground) {
  const { tables, statement } = on;
  return {
    listSendingSwitches: (tx) =>
      statement(tx, 'list switches', (txn) => {
        const installation = seen(tables.installation, txn);
        const workspace = seen(tables.workspace, txn);
        return {
          installation: !installation || installation.isHeld ? 'none' : installation.sending,
          workspaces: new Map([[workspaceId, workspace?.sending ?? 'all']]),
        };
      }),

    findVelocityLimits: async () => ({ perNumber: 1_000, perPrefix: 1_000, perWorkspace: 1_000 }),
    countVelocity: async () => ({ byNumber: new Map(), byPrefix: new Map(), workspace: 0 }),
    noteVelocity: async () => {},
    findFrequency: async () => ({ usDayLimit: null, caps: [], budget: null, textsPerMonth: null }),
    lockTallies: async () => new Map(),
    noteTallies: async () => new Set<string>(),
    loadOwnRules: async () => ({
      ...noOwnRules,
      profile: 'federal',
      urgentPurposes: ['transactional', 'internal'],
    }),
    noteTextCosts: async () => {},
    loadMms: async () => new Map(),
    mmsPageOf: async () => null,
    loadRulings: async () => ({ cleared: [], released: [] }),
    noteHoursAnswers: async () => {},

    findBudget: never('a budget'),
    lockBudget: never('a budget'),
    shareBudget: never('a budget'),
    listPrices: never('a price'),
    readSpend: never('what was spent'),
    insertSpendMove: never('a place for what was spent'),
    tokensFor: never('short links'),
    giveCoupons: never('coupons'),
  } satisfies Partial<SendStore>;
}
