import type { Furnish } from '../accounts/index.ts';
import { createProgram } from '../contacts/index.ts';
import { createGateway } from '../gateways/index.ts';
import { loadJoinable, publishProgram, writeStandingPolicies } from '../joining/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { createSender } from '../senders/index.ts';
import type { CarrierSetting } from './carrier-setting.ts';

// From the block of numbers that are kept for stories and can never belong to anybody.
const rehearsalNumber = '+12025550100';
const rehearsalPartsPerSecond = 2_000;
const textsPerMonth = 8;

/**
 * What a new workspace begins with, so that its first campaign needs no account anywhere: the rehearsal carrier, a number
 * at it, and a program named after the business that can be joined at once. All in the transaction that makes the workspace.
 */
export function furnishWith(carrier: CarrierSetting): Furnish {
  return async (ctx, tx, scope, about) => {
    const { url, isKept, secret } = carrier.forNewGateway();
    const gatewayId = await createGateway(ctx, tx, {
      kind: 'rehearsal',
      name: 'Rehearsal carrier',
      settings: { url, is_kept: isKept },
      secret,
    });
    await createSender(ctx, tx, scope, {
      gatewayId,
      number: rehearsalNumber,
      kind: 'long_code',
      partsPerSecond: rehearsalPartsPerSecond,
    });
    const { id: programId } = await createProgram(within(ctx, tx), scope, {
      name: 'News and offers',
      purpose: 'marketing',
      brandName: about.workspaceName,
      helpContact: about.ownerEmail,
      disclosure: disclosureOf(about.workspaceName),
      textsPerMonth,
    });
    await writeStandingPolicies(within(ctx, tx), scope, programId, 'en');
    // Where more must be known first, such as the postal address that Canada asks for, it waits as a draft.
    if ((await loadJoinable(tx, programId)).lacks.length === 0)
      await publishProgram(within(ctx, tx), scope, programId);
  };
}

/** A verb that opens its own transaction joins this one: the workspace it is about is not committed yet. */
function within(ctx: Context, tx: Tx): Context {
  return { ...ctx, db: { ...ctx.db, tx: (_workspaceId, work) => work(tx) } };
}

const disclosureOf = (brand: string) =>
  `${brand}: by joining you agree to get recurring automated marketing texts, up to ${textsPerMonth} a month. ` +
  'Consent is not a condition of purchase. Message and data rates may apply. Reply HELP for help, STOP to leave.';
