import { streamLedger } from '@tidings/carrier';
import type { Contact } from '../../../server/src/contacts/index.ts';
import type { Batch, Chunk } from '../../../server/src/dispatch/chunk.ts';
import { textAt } from '../../../server/src/dispatch/chunk.ts';
import { renderBody } from '../../../server/src/dispatch/steps/render-body.ts';
import { seededRandom } from '../../stage/random.ts';
import { carrierFlags } from '../ground/faults.ts';
import { type Field, onField } from '../ground/field.ts';
import type { Order, Proof, Report } from '../proof.ts';

/**
 * Everybody carries canaries: a first name and the reference of an order that are nobody else's, read in their language. Of the texts that really left, the ledger says whose
 * canary arrived with whom; all others (`--texts` in all) go through the rendering step alone.
 */
export const render: Proof = {
  shows: 'each person has a canary in their data: no text carries another person’s',
  controls: ['shifted-people'],
  sizes: {
    short: { texts: 100_000, kills: 0, seconds: 0 },
    usual: { texts: 1_000_000, kills: 0, seconds: 0 },
    nightly: { texts: 5_000_000, kills: 0, seconds: 0 },
  },
  prove: (order) => {
    const people = Math.min(order.texts, sentAtMost);
    const carrier = carrierFlags(['throttle=0.02', 'accept_then_500=0.01']);
    return onField(order, { carrier, people }, (field) => run(order, field, people));
  },
};

const sentAtMost = 2_000;

async function run({ texts, seed }: Order, field: Field, people: number): Promise<Report> {
  const alone = renderAlone(texts, seed);
  const { runId, tag } = await field.launch();
  field.hire(2);
  const isFinished = await field.untilDone(runId);
  let sent = 0;
  let strange = 0;
  for await (const row of streamLedger(field.carrier.ledger)) {
    if (row.kind !== 'accepted' || row.tag !== tag) continue;
    sent += 1;
    if (row.body !== `Proof: hello Person ${Number(row.to.slice(5))}. Reply STOP to end`) strange += 1;
  }
  const found = strange + alone.strange;
  const passed = isFinished && sent >= people * 0.9 && found === 0;
  return {
    ...{ texts, seed, sent, strangeTexts: strange },
    ...{ renders: alone.renders, strangeRenders: alone.strange, isFinished, found, passed },
  };
}

const atOnce = 500;
// More bodies than are kept parsed, so that the kept ones are thrown away now and then.
const bodies = 100;
// Of their last order: looked up for them, and so a canary of its own.
const reference = 'event.order.placed.reference';

/** Batches of strangers through the step itself, each with its own words, in no order. */
function renderAlone(count: number, seed: number) {
  const random = seededRandom(seed);
  let strange = 0;
  let renders = 0;
  while (renders < count) {
    const words = Math.floor(random() * bodies);
    const tail = `{{ city | default: 'nowhere' }}, {{ ${reference} | default: 'nothing' }}`;
    const body = `Words ${words}: {{ first_name }} of ${tail}`;
    const es = `Palabras ${words}: {{ first_name }} de ${tail}`;
    const batch = batchOf({ body, texts: { es } }, renders, random);
    renderBody(batch, { ctx: {} as never });
    for (const { body: said, contact, merged } of batch.texts) {
      renders += 1;
      const city = typeof contact?.fields.city === 'string' ? contact.fields.city : 'nowhere';
      const ordered = merged?.get(reference) ?? 'nothing';
      const [begin, of] = contact?.language ? ['Palabras', 'de'] : ['Words', 'of'];
      if (said !== `${begin} ${words}: ${contact?.firstName} ${of} ${city}, ${ordered}`) strange += 1;
    }
  }
  return { renders, strange };
}

function batchOf(
  run: { body: string; texts: Record<string, string> },
  first: number,
  random: () => number,
): Batch {
  const chunk = { baseId: first, isRecorded: false, recipients: [] as number[] } as unknown as Chunk;
  const texts = Array.from({ length: atOnce }, (_, position) => {
    const id = first + position + 1;
    const contact: Contact = {
      ...{ id, number: '+12025550100', firstName: `Canary ${id}`, lastName: null, email: null },
      ...{ country: 'US', region: null, timeZone: 'America/New_York', timeZoneSource: 'own', carrier: null },
      fields: random() < 0.5 ? { city: `City ${id}` } : {},
      language: random() < 0.3 ? 'es-MX' : null,
    };
    const merged = random() < 0.5 ? new Map([[reference, `REF-${id}`]]) : null;
    return { ...textAt(chunk, position, null, 'transactional'), contact, merged };
  });
  return { chunk, run, texts } as unknown as Batch;
}
