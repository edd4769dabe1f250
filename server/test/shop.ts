import { randomUUID } from 'node:crypto';
import { type Scope, systemScope } from '../src/accounts/index.ts';
import type { Clock } from '../src/platform/clock.ts';
import type { Context } from '../src/platform/context.ts';
import type { Db, Tx } from '../src/platform/db/pool.ts';
import { testContext } from './context.ts';
import { newWorkspace } from './database.ts';

/** A workspace ready to text: one brand with one marketing program, a gateway that goes nowhere and a number. */
export type Shop = {
  readonly ctx: Context;
  readonly scope: Scope;
  readonly workspaceId: string;
  readonly brandId: string;
  readonly programId: string;
  readonly gatewayId: string;
  readonly senderId: string;
  readonly listId: string;
};

export const shopNumber = '+12025550100';

export async function openShop(db: Db, clock?: Clock): Promise<Shop> {
  const ctx = clock ? testContext(db, clock) : testContext(db);
  const workspaceId = await newWorkspace(db);
  const shop = {
    ctx,
    workspaceId,
    scope: systemScope(workspaceId, 'test'),
    brandId: randomUUID(),
    programId: randomUUID(),
    gatewayId: randomUUID(),
    senderId: randomUUID(),
    listId: randomUUID(),
  };
  await db.tx(workspaceId, async (tx) => {
    await addBrand(tx, { ...shop, brandName: 'Harbor Coffee', programName: 'Offers' });
    await tx.query(
      `insert into gateway (workspace_id, id, kind, name) values ($1, $2, 'rehearsal', 'Nowhere')`,
      [workspaceId, shop.gatewayId],
    );
    await addSender(tx, { ...shop, number: shopNumber });
    await addList(tx, shop.listId, 'Spring');
  });
  return shop;
}

export async function addBrand(
  tx: Tx,
  brand: { brandId: string; programId: string; brandName: string; programName: string; purpose?: string },
): Promise<void> {
  await tx.query(
    `insert into brand (workspace_id, id, name, help_contact) values ($1, $2, $3, 'help@harbor.example')`,
    [tx.workspaceId, brand.brandId, brand.brandName],
  );
  await tx.query(
    `insert into program (workspace_id, id, brand_id, name, purpose, disclosure, texts_per_month)
     values ($1, $2, $3, $4, $5, 'By joining you agree to 4 texts a month.', 4)`,
    [tx.workspaceId, brand.programId, brand.brandId, brand.programName, brand.purpose ?? 'marketing'],
  );
}

export async function addSender(
  tx: Tx,
  sender: { senderId: string; gatewayId: string; number: string },
): Promise<void> {
  await tx.query(
    `insert into sender (workspace_id, id, gateway_id, number, kind) values ($1, $2, $3, $4, 'long_code')`,
    [tx.workspaceId, sender.senderId, sender.gatewayId, sender.number],
  );
  await tx.query(
    `insert into pace (workspace_id, level, subject, parts_per_second) values ($1, 'sender', $2, 100)`,
    [tx.workspaceId, sender.senderId],
  );
}

export async function addList(tx: Tx, id: string, name: string): Promise<void> {
  await tx.query('insert into contact_list (workspace_id, id, name) values ($1, $2, $3)', [
    tx.workspaceId,
    id,
    name,
  ]);
}

export type NewPerson = {
  /** Which of the fictional numbers is theirs. */
  readonly n: number;
  readonly firstName?: string;
  readonly fields?: Record<string, string>;
  readonly consent?: 'given' | 'none' | 'out';
  readonly lists?: readonly string[];
  readonly tags?: readonly string[];
  readonly importId?: string;
};

/** Fictional numbers end in 555-01xx; a hundred of them fit in an area code. */
export const numberOf = (n: number) =>
  `+1${203 + Math.floor(n / 100)}55501${String(n % 100).padStart(2, '0')}`;

/** A person on the shop's list, with consent to its program unless told otherwise. Returns the contact's id. */
export async function addPerson(tx: Tx, shop: Shop, person: NewPerson): Promise<number> {
  const number = numberOf(person.n);
  const { rows } = await tx.query<{ id: number }>(
    `insert into contact (workspace_id, number, first_name, country, time_zone, fields) values ($1, $2, $3, 'US', 'America/New_York', $4) returning id`,
    [tx.workspaceId, number, person.firstName ?? null, person.fields ?? {}],
  );
  const id = rows[0]?.id ?? 0;
  if (person.importId) {
    await tx.query('insert into import_change values ($1, $2, $3, null)', [
      tx.workspaceId,
      person.importId,
      id,
    ]);
  }
  for (const list of person.lists ?? [shop.listId]) {
    await tx.query('insert into list_member values ($1, $2, $3, $4)', [
      tx.workspaceId,
      list,
      id,
      person.importId ?? null,
    ]);
  }
  for (const tag of person.tags ?? []) {
    await tx.query('insert into contact_tag values ($1, $2, $3, $4)', [
      tx.workspaceId,
      tag,
      id,
      person.importId ?? null,
    ]);
  }
  if (person.consent !== 'none') await giveConsent(tx, shop, { id, number });
  if (person.consent === 'out') {
    await tx.query(`update consent set status = 'opted_out' where workspace_id = $1 and number = $2`, [
      tx.workspaceId,
      number,
    ]);
  }
  return id;
}

/** Of a level that is enough for everything everywhere. */
export async function giveConsent(
  tx: Tx,
  shop: Pick<Shop, 'programId'>,
  contact: { id: number; number: string },
): Promise<void> {
  await tx.query(
    `insert into consent (workspace_id, program_id, number, contact_id, status, event_id, event_at, level) values ($1, $2, $3, $4, 'opted_in', 1, now(), 'rejoined')`,
    [tx.workspaceId, shop.programId, contact.number, contact.id],
  );
}
