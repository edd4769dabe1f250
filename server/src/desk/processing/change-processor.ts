import { recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import { Invalid, NotFound } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { getProcessor, listOutsideGateways, type Processor, saveProcessor } from './processor.queries.ts';

export type ProcessorWish = Partial<Omit<Processor, 'id' | 'gatewayKind'>>;

/** Enters a processor; with a gateway, its name is the gateway's unless another is given. */
export function addProcessor(ctx: Context, scope: Scope, wish: ProcessorWish): Promise<Processor> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const gateway =
      wish.gatewayId == null ? null : (await listOutsideGateways(tx)).find(({ id }) => id === wish.gatewayId);
    if (gateway === undefined)
      throw new NotFound(
        'gateway.not_found',
        'There is no such gateway to a company outside in this workspace.',
      );
    const name = wish.name ?? gateway?.name;
    if (name === undefined)
      throw new Invalid(
        'processor.no_name',
        'Say who it is: give a name, or the gateway that it stands for.',
      );
    const service =
      wish.service ?? 'Handing text messages to telephone carriers, and their receipts and replies back';
    const id = ctx.ids.uuid();
    await saveProcessor(tx, { ...nothing, ...wish, ...{ id, name, service, gatewayKind: null } });
    await recordAudit(tx, scope, {
      act: 'processor.added',
      object: publicId('prc', id),
      after: { ...wish, name },
    });
    return getProcessor(tx, id, publicId('prc', id));
  });
}

const nothing = {
  ...{ gatewayId: null, country: null, contractOn: null, dpaOn: null, dpaPlace: null },
  ...{ subProcessors: [], safeguard: null, endedOn: null },
};

export function changeProcessor(
  ctx: Context,
  scope: Scope,
  id: string,
  wish: ProcessorWish,
): Promise<Processor> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const before = await getProcessor(tx, id, publicId('prc', id));
    const after = { ...before, ...wish };
    await saveProcessor(tx, after);
    await recordAudit(tx, scope, { act: 'processor.changed', object: publicId('prc', id), before, after });
    return getProcessor(tx, id, publicId('prc', id));
  });
}
