import { isDeepStrictEqual } from 'node:util';
import type { Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Conflict, Invalid, type ProblemDetail } from '../../platform/errors.ts';
import { isSecretField, readForm } from '../account-form.ts';
import { type GatewayRow, listGatewayRows } from '../gateway.queries.ts';
import { openSecret } from '../open-gateways.ts';
import {
  type Adapters,
  changeAccount,
  connectAccount,
  getAdapter,
  mayConnect,
  mergeEntered,
  secretsOf,
} from './connect-account.ts';

/** An account as a file says it is; by its name it is known again. */
export type DeclaredAccount = {
  readonly name: string;
  readonly kind: string;
  readonly entered: Readonly<Record<string, unknown>>;
};

/** One setting that differs. Of a secret only that it does. */
export type SettingChange = {
  readonly field: string;
  readonly isSecret: boolean;
  readonly before: unknown;
  readonly after: unknown;
};

export type PlannedAccount = {
  readonly name: string;
  readonly kind: string;
  /** Null for one that is still to be connected. */
  readonly id: string | null;
  readonly action: 'connect' | 'change' | 'none';
  readonly changes: readonly SettingChange[];
};

export type Applying = { readonly isDryRun: boolean; readonly isUntested: boolean };

/**
 * Makes the accounts what a file says, or tells what that would change. The whole file is read and held against what is on
 * record before anything is changed; an account that is already what it says is not touched, and its carrier not asked. Others
 * stay as they are. Where a carrier refuses one, those before it in the file have been changed, and the same file may be applied again.
 */
export async function applyAccounts(
  ctx: Context,
  adapters: Adapters,
  scope: Scope,
  declared: readonly DeclaredAccount[],
  { isDryRun, isUntested }: Applying,
): Promise<PlannedAccount[]> {
  const rows = await ctx.db.tx(scope.workspaceId, listGatewayRows);
  refuseTwins(declared);
  const planned = declared.map((one, at) => planAt(ctx, adapters, rows, one, at));
  if (isDryRun) return planned;
  const done: PlannedAccount[] = [];
  for (const [at, plan] of planned.entries()) {
    const { name, kind, entered } = declared[at] as DeclaredAccount;
    if (plan.action === 'connect') {
      const id = await connectAccount(ctx, adapters, scope, { name, kind, entered, isUntested });
      done.push({ ...plan, id });
      continue;
    }
    if (plan.action === 'change' && plan.id !== null)
      await changeAccount(ctx, adapters, scope, plan.id, { entered, isUntested });
    done.push(plan);
  }
  return done;
}

function refuseTwins(declared: readonly DeclaredAccount[]): void {
  const twin = declared.find(({ name }, at) => declared.findIndex((one) => one.name === name) !== at);
  if (!twin) return;
  throw new Invalid(
    'gateway.named_twice',
    `“${twin.name}” stands twice in the file. Give each account a name of its own.`,
  );
}

function planAt(
  ctx: Context,
  adapters: Adapters,
  rows: readonly GatewayRow[],
  one: DeclaredAccount,
  at: number,
): PlannedAccount {
  try {
    return plan(ctx, adapters, rows, one);
  } catch (error) {
    if (!(error instanceof Invalid)) throw error;
    const details = error.details.map(
      (detail): ProblemDetail => ({ ...detail, pointer: `/gateways/${at}${detail.pointer}` }),
    );
    throw new Invalid(error.code, `“${one.name}”: ${error.message}`, details);
  }
}

function plan(
  ctx: Context,
  adapters: Adapters,
  rows: readonly GatewayRow[],
  { name, kind, entered }: DeclaredAccount,
): PlannedAccount {
  const { form } = getAdapter(adapters, kind);
  const same = rows.filter((row) => row.name === name);
  if (same.length > 1)
    throw new Conflict(
      'gateway.name_not_clear',
      `${same.length} gateways are called “${name}”. Give them names of their own first.`,
    );
  const [row] = same;
  const tell = (before: Record<string, unknown>, after: Record<string, unknown>): SettingChange[] =>
    form.flatMap((field) => {
      const [old = null, wanted = null] = [before[field.name], after[field.name]];
      if (isDeepStrictEqual(old, wanted)) return [];
      const isSecret = isSecretField(field);
      return [
        { field: field.name, isSecret, before: isSecret ? null : old, after: isSecret ? null : wanted },
      ];
    });
  if (!row) {
    mayConnect(ctx, getAdapter(adapters, kind));
    const { settings, secret } = readForm(form, entered);
    return {
      name,
      kind,
      id: null,
      action: 'connect',
      changes: tell({}, { ...settings, ...secretsOf(form, secret) }),
    };
  }
  if (row.kind !== kind)
    throw new Conflict(
      'gateway.other_kind',
      `“${name}” is a gateway of ${row.kind}. An account of ${kind} needs another name.`,
    );
  const merged = mergeEntered(ctx, adapters, row, entered);
  const before = { ...row.settings, ...secretsOf(form, openSecret(ctx, row)) };
  const changes = tell(before, { ...merged.settings, ...secretsOf(form, merged.secret) });
  return { name, kind, id: row.id, action: changes.length > 0 ? 'change' : 'none', changes };
}
