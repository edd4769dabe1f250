import type { Module } from './module.ts';
import { canSpam } from './modules/can-spam.ts';
import { ctia } from './modules/ctia.ts';
import { gdpr } from './modules/gdpr.ts';
import { tcpa } from './modules/tcpa.ts';

export const writtenModules: readonly Module[] = [tcpa, ctia, gdpr, canSpam];
export const moduleIds = [...writtenModules.map(({ id }) => id), 'workspace'] as const;

export type Setting = {
  readonly isEnforced: boolean;
  /** Per cent of right answers. */
  readonly passMark: number;
  readonly renewMonths: number;
  readonly needs: Readonly<Record<string, readonly string[]>>;
};

/** Without a setting: these needs, and nothing is enforced. `custom` stands for roles of the workspace's own. */
export const usualSetting: Setting = { isEnforced: false, passMark: 80, renewMonths: 12, needs: {} };
const sending = ['tcpa', 'ctia', 'workspace'];
export const usualNeeds: Readonly<Record<string, readonly string[]>> = {
  owner: sending,
  admin: sending,
  marketer: sending,
  custom: sending,
  compliance: [...moduleIds],
  agent: ['tcpa', 'workspace'],
  developer: ['tcpa', 'ctia'],
  analyst: [],
};

export const needsOf = (role: string, { needs }: Pick<Setting, 'needs'>): readonly string[] =>
  needs[role] ?? usualNeeds[role] ?? sending;

export type Pass = { readonly accountId: string; readonly module: string; readonly expiresAt: Date };

/** The modules of a role that somebody has not passed, or whose pass has run out. */
export function missingOf(
  person: { readonly accountId: string; readonly role: string },
  setting: Setting,
  passes: readonly Pass[],
  now: Date,
): string[] {
  const holds = (module: string) =>
    passes.some(
      (pass) => pass.accountId === person.accountId && pass.module === module && pass.expiresAt > now,
    );
  return needsOf(person.role, setting).filter((module) => !holds(module));
}

/** The same day so many months later, or the last day of that month. */
export function afterMonths(start: Date, months: number): Date {
  const end = new Date(start);
  const day = end.getUTCDate();
  end.setUTCDate(1);
  end.setUTCMonth(end.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(end.getUTCFullYear(), end.getUTCMonth() + 1, 0)).getUTCDate();
  end.setUTCDate(Math.min(day, lastDay));
  return end;
}
