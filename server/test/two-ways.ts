import { systemScope } from '../src/accounts/index.ts';
import { createGateway, openGateways } from '../src/gateways/index.ts';
import { addRoute, type NewRoute } from '../src/routing/save-route.ts';
import type { TestDatabase } from './database.ts';
import { stage } from './dispatching.ts';
import { type FakeCarrier, fakeCarrier } from './fake-gateway.ts';

/** A carrier inside the test under another name, for a number that has two accounts. */
export function otherCarrier(
  capability: Parameters<typeof fakeCarrier>[0] = 'B',
  kind = 'rehearsal_other',
): FakeCarrier {
  const fake = fakeCarrier(capability);
  return Object.assign(fake, { adapter: { ...fake.adapter, kind } });
}

/** A workspace whose number has an account at `carrier` and, with a route of rank 200, a second one at `other`. */
export async function twoWays(
  database: TestDatabase,
  people: number,
  carrier: FakeCarrier = fakeCarrier(),
  other: FakeCarrier = otherCarrier(),
  route: Partial<NewRoute> = {},
) {
  const on = await stage(database, people, carrier);
  const { ctx, fixture } = on;
  const scope = systemScope(fixture.workspaceId, 'test');
  const settings = { kind: other.adapter.kind, name: 'Second carrier', settings: {}, secret: '{}' };
  const otherId = await on.in((tx) => createGateway(ctx, tx, settings));
  // Operators work in the service, not in the worker.
  const desk = { ...ctx, db: database.db };
  const added = await addRoute(desk, scope, {
    ...{ gatewayId: otherId, senderId: fixture.sender.id, senderKind: null },
    ...{ countries: null, lanes: null, rank: 200, ...route },
  });
  const gateways = openGateways(ctx, [carrier.adapter, other.adapter]);
  return { ...on, desk, gateways, other, otherId, scope, routeId: added.id };
}
