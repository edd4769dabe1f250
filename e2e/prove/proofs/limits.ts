import { streamLedger } from '@tidings/carrier';
import { type Network, networkOf } from '../../../carrier/src/networks.ts';
import { createDice } from '../../../carrier/src/random.ts';
import { systemScope } from '../../../server/src/accounts/index.ts';
import { setPace } from '../../../server/src/senders/index.ts';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import { waitFor } from '../ground/waiting.ts';
import type { Order, Proof, Report } from '../proof.ts';

// Of a registration of the lowest classes: what the pretend networks let through, and what dispatch is told that they do.
const attPerMinute = 600;
const verizonPerMinute = 1_200;
const registration = 'C0PROOF';
// T-Mobile takes less than its people are, so that some wait for its next day.
const shareOfTmobile = 0.5;
const unusedAtMost = 0.1;

/**
 * The networks behind the rehearsal carrier count: AT&T and Verizon by the minute, T-Mobile by the day. Under a registration whose
 * limits dispatch knows, nobody's text is sent that they do not take: T-Mobile's people beyond its day wait, everybody else is
 * texted once.
 */
export const limits: Proof = {
  shows:
    'mobile networks enforce their limits: no text is sent that they would not take, and nobody else waits for them',
  controls: ['no-carrier-limits'],
  sizes: {
    short: { texts: 2_000, kills: 0, seconds: 0 },
    usual: { texts: 6_000, kills: 0, seconds: 0 },
    nightly: { texts: 60_000, kills: 0, seconds: 0 },
  },
  prove: (order) =>
    onField(order, { carrier: carrierFlags(['throttle=0.01']) }, (field) => run(order, field)),
};

async function run(order: Order, field: Field): Promise<Report> {
  const networks = await registerPeople(order, field);
  const ofTmobile = [...networks.values()].filter((network) => network === 'tmobile').length;
  const tmobilePerDay = Math.max(1, Math.floor(ofTmobile * shareOfTmobile));
  await field.carrier.change({
    att_parts_per_minute: attPerMinute,
    verizon_parts_per_minute: verizonPerMinute,
    tmobile_parts_per_day: tmobilePerDay,
  });
  if (order.control === null) await tellLimits(field, tmobilePerDay);
  const { runId, tag } = await field.launch();
  field.hire(2);
  const isFinished = await waitFor(() => isSettled(field, runId), 1_800_000);
  await waitFor(async () => (await field.carrier.countUnfinished()) === 0, 30_000);
  const saw = await readNetworks(field.carrier.ledger, tag, networks);
  const waiting = await countWaiting(field, runId);
  const wanted = { others: networks.size - ofTmobile, tmobile: tmobilePerDay };
  const lost = networks.size - saw.texted - waiting;
  // What a worker has counted and then gives back may come too late for those whom another has held meanwhile.
  const unused = wanted.tmobile - saw.tmobile;
  const unusedTooMuch = Math.max(0, unused - Math.ceil(wanted.tmobile * unusedAtMost));
  // Of others each was to be texted, of T-Mobile's as many as it takes.
  const found = saw.overLimit + saw.twice + Math.max(0, lost) + unusedTooMuch + (wanted.others - saw.others);
  return {
    ...{
      texts: order.texts,
      seed: order.seed,
      ...saw,
      waiting,
      tmobilePerDay,
      unused,
      lost,
      isFinished,
      found,
    },
    passed: isFinished && found === 0,
  };
}

/** Gives the number its registration, and each person the network that the carrier's dice give the phone. */
async function registerPeople({ seed }: Order, { stage, cast }: Field): Promise<Map<string, Network>> {
  const dice = createDice(seed);
  return stage.ctx.db.tx(cast.workspaceId, async (tx) => {
    await tx.query(
      'update sender set registration = $2 where workspace_id = current_workspace() and id = $1',
      [cast.sender.id, registration],
    );
    const { rows } = await tx.query<{ number: string }>('select number from contact');
    const networks = new Map(rows.map(({ number }) => [number, networkOf(dice, number)] as const));
    await tx.query(
      `update contact c set carrier = k.carrier from unnest($1::text[], $2::text[]) as k (number, carrier)
       where c.workspace_id = current_workspace() and c.number = k.number`,
      [[...networks.keys()], [...networks.values()]],
    );
    return networks;
  });
}

async function tellLimits({ stage, cast }: Field, tmobilePerDay: number): Promise<void> {
  const scope = systemScope(cast.workspaceId, 'prove');
  const at = (carrier: string) => ({ level: 'registration' as const, subject: `${registration}:${carrier}` });
  await stage.ctx.db.tx(cast.workspaceId, async (tx) => {
    await setPace(tx, scope, at('att'), attPerMinute / 60);
    await setPace(tx, scope, at('verizon'), verizonPerMinute / 60);
    await setPace(tx, scope, at('tmobile'), {
      partsPerSecond: tmobilePerDay / 86_400,
      partsPerDay: tmobilePerDay,
    });
  });
}

/** Nobody waits but those whom a carrier's day has no room for. */
function isSettled({ stage, cast }: Field, runId: string): Promise<boolean> {
  return stage.ctx.db.tx(cast.workspaceId, async (tx) => {
    const { rows } = await tx.query<{ open: number }>(
      `select count(*)::int as open from send_chunk where run_id = $1
         and (state = 'leased' or (state = 'ready' and held_reason is distinct from 'carrier_day'))`,
      [runId],
    );
    return rows[0]?.open === 0;
  });
}

async function countWaiting({ stage, cast }: Field, runId: string): Promise<number> {
  const { rows } = await stage.ctx.db.tx(cast.workspaceId, (tx) =>
    tx.query<{ people: number }>(
      `select coalesce(sum(cardinality(array_remove(recipients, 0))), 0)::int as people from send_chunk
       where run_id = $1 and state = 'ready' and held_reason = 'carrier_day'`,
      [runId],
    ),
  );
  return rows[0]?.people ?? 0;
}

async function readNetworks(ledger: string, tag: string, networks: ReadonlyMap<string, Network>) {
  const times = new Map<string, number>();
  let overLimit = 0;
  for await (const row of streamLedger(ledger)) {
    if (!('tag' in row) || row.tag !== tag) continue;
    if (row.kind === 'accepted') times.set(row.to, (times.get(row.to) ?? 0) + 1);
    if (row.kind === 'outcome' && /_over_(limit|day)$/.test(row.error_code ?? '')) overLimit += 1;
  }
  const tmobile = [...times.keys()].filter((number) => networks.get(number) === 'tmobile').length;
  return {
    ...{ texted: times.size, tmobile, others: times.size - tmobile, overLimit },
    twice: [...times.values()].reduce((sum, count) => sum + count - 1, 0),
  };
}
