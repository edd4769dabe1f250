import { streamLedger } from '@tidings/carrier';
import { carrierFlags, usualFaults } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { askAsSuperuser } from '../ground/superuser.ts';
import { wreck } from '../ground/wreck.ts';
import type { Order, Proof, Report } from '../proof.ts';

const workers = 3;

/**
 * Everybody gets a code of a pool that has exactly as many codes as there are people, while workers are killed and the database
 * falls. The ledger says which code arrived with whom: none with two people, nobody with two codes, and each is the one that the
 * table says was given to that person.
 */
export const coupons: Proof = {
  shows:
    'workers are killed while each text gets a coupon code: no code with two people, nobody with two codes',
  controls: ['codes-unlocked'],
  sizes: {
    short: { texts: 3_000, kills: 4, seconds: 0 },
    usual: { texts: 10_000, kills: 8, seconds: 0 },
    nightly: { texts: 500_000, kills: 200, seconds: 0 },
  },
  prove: (order) =>
    onField(order, { carrier: carrierFlags(usualFaults), people: order.texts }, (field) => run(order, field)),
};

const words = 'Proof: your code is {{ coupon.proof }}. Reply STOP to end';

async function run(order: Order, field: Field): Promise<Report> {
  const { texts, seed } = order;
  await makePool(field, texts);
  const { runId, tag } = await field.launch();
  await inWorkspace(field, (query) =>
    query('update send_run set body = $2 where workspace_id = current_workspace() and id = $1', [
      runId,
      words,
    ]),
  );
  const crew = field.hire(workers);
  const done = await wreck(order, field, crew, tag, 1);
  const isFinished = await field.untilDone(runId);
  const given = await listGiven(field);
  const peopleOf = new Map<string, Set<string>>();
  const codesOf = new Map<string, Set<string>>();
  let sent = 0;
  let strange = 0;
  for await (const row of streamLedger(field.carrier.ledger)) {
    if (row.kind !== 'accepted' || row.tag !== tag) continue;
    sent += 1;
    const code = /^Proof: your code is ([A-Z0-9-]+)\. Reply STOP to end$/.exec(row.body)?.[1];
    if (code === undefined || given.get(code) !== row.to) strange += 1;
    peopleOf.set(code ?? row.body, (peopleOf.get(code ?? row.body) ?? new Set()).add(row.to));
    codesOf.set(row.to, (codesOf.get(row.to) ?? new Set()).add(code ?? row.body));
  }
  const several = (sets: Map<string, Set<string>>) =>
    [...sets.values()].filter(({ size }) => size > 1).length;
  const [sharedCodes, peopleWithTwo] = [several(peopleOf), several(codesOf)];
  const found = sharedCodes + peopleWithTwo + strange;
  const passed = isFinished && sent >= texts * 0.9 && found === 0;
  return {
    ...{ texts, seed, ...done, sent, given: given.size },
    ...{ sharedCodes, peopleWithTwo, strange, isFinished, found, passed },
  };
}

type Query = (text: string, values?: readonly unknown[]) => Promise<{ rows: unknown[] }>;

const inWorkspace = <T>({ stage, cast }: Field, work: (query: Query) => Promise<T>) =>
  stage.ctx.db.tx(cast.workspaceId, (tx) => work((text, values) => tx.query(text, values)));

/** By the superuser: workers may only give codes away. */
async function makePool({ stage, cast }: Field, count: number): Promise<void> {
  await askAsSuperuser(
    stage.embedded.superuserUrl,
    `with pool as (
       insert into coupon_pool (workspace_id, id, name, made_by, created_at, changed_at)
       values ('${cast.workspaceId}', gen_random_uuid(), 'proof', 'prove', now(), now()) returning id)
     insert into coupon_code (workspace_id, pool_id, code)
     select '${cast.workspaceId}', pool.id, 'CODE-' || n from pool, generate_series(1, ${count}) n order by n`,
  );
}

/** To which number each code was given, by the table. */
async function listGiven(field: Field): Promise<Map<string, string>> {
  const { rows } = await inWorkspace(field, (query) =>
    query(
      `select k.code, c.number from coupon_code k join contact c on c.workspace_id = k.workspace_id and c.id = k.contact_id
       where k.workspace_id = current_workspace()`,
    ),
  );
  return new Map((rows as { code: string; number: string }[]).map(({ code, number }) => [code, number]));
}
