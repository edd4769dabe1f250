import { setTimeout as sleep } from 'node:timers/promises';
import { streamLedger } from '@tidings/carrier';
import { Pool } from 'undici';
import { launch } from '../../../e2e/stage/stage.ts';
import { saveVelocityLimits } from '../../../server/src/compliance/velocity.queries.ts';
import { isRunDrained } from '../../../server/src/dispatch/index.ts';
import { publicId } from '../../../server/src/platform/ids.ts';
import { newMembers, newProgram } from '../../../server/test/people.ts';
import { type ApiDesk, domesticNumbers, openApiDesk } from '../api-desk.ts';
import { settle, startBenchWorker } from '../blast.ts';
import { percentile } from '../measure.ts';
import { defineScenario } from '../scenario.ts';
import { connectCarrier, openCarrier } from '../sending.ts';
import { openStageIn } from '../stage.ts';

const everyMs = 50;
// Over HTTP to a carrier on the same machine; the campaign is to last for as long as codes are asked for.
const fastestTextsPerSecond = 10_000;
// A process that has just started is still getting its thread for urgent texts ready.
const settledAfterMs = 5_000;
const unlimited = { perNumber: 1_000_000, perPrefix: 1_000_000, perWorkspace: 1_000_000 };

export const otp = defineScenario({
  name: 'otp',
  about:
    'One-time codes by API, twenty a second, while a campaign from the same number runs at full speed through the same worker and the same carrier. Each code counts from the start of its request to the carrier’s ledger.',
  figures: {
    codes: 'codes asked for while the campaign ran',
    p50Ms: 'from the request to the carrier: half of them were there by then',
    p99Ms: 'one code in a hundred took longer',
    slowestMs: 'the longest of all',
    answerP50Ms: 'from the request to its answer: half of them were faster',
    idleP50Ms: 'from the request to the carrier with nothing else to do, before the campaign began',
    idleP99Ms: 'one in a hundred took longer then',
    blastTextsPerSecond: 'texts of the campaign that the carrier took in a second meanwhile',
  },
  limits:
    'The service, the worker, the carrier, PostgreSQL and who asks share the cores. The ledger notes whole milliseconds. Codes are asked for at fixed times whether or not earlier ones were answered.',
  async run({ isQuick, size, workplace, say }) {
    const codes = size ?? (isQuick ? 40 : 300);
    const idleCodes = Math.max(20, Math.floor(codes / 3));
    const people = Math.max(20_000, (codes * everyMs * fastestTextsPerSecond) / 1_000);
    const stage = await openStageIn(workplace);
    say(`making ${people} people for the campaign`);
    const carrier = await openCarrier(
      workplace,
      'http://127.0.0.1:9/',
      '--sent-receipts',
      'off',
      '--profile',
      'plain',
    );
    const desk = await openApiDesk(stage, workplace, 0, people);
    await connectCarrier(stage, desk.cast, carrier);
    const { workspaceId } = desk.cast;
    const program = await newProgram(stage.ctx, workspaceId, {
      name: 'Codes',
      purpose: 'otp',
      brandName: desk.cast.program.brandName,
      helpContact: desk.cast.program.helpContact,
    });
    const numbers = domesticNumbers(idleCodes + codes);
    await stage.ctx.db.tx(workspaceId, (tx) => newMembers(tx, stage.ctx, program, numbers));
    // Fictional numbers stand so close together that the guard against pumping would take them for one block.
    await stage.ctx.db.tx(workspaceId, (tx) => saveVelocityLimits(tx, unlimited));
    await settle(stage);
    const worker = startBenchWorker(stage, workplace);
    const asking = { desk, programId: publicId('prg', program.id) };
    // The first one opens lines and plans statements.
    await askForCodes(asking, numbers.slice(0, 1), 'warm');
    await untilTaken(carrier, 1);
    await sleep(settledAfterMs);
    say('asking while nothing else goes on');
    const idle = await askForCodes(asking, numbers.slice(0, idleCodes), 'idle');
    await untilTaken(carrier, 1 + idleCodes);
    say('asking while the campaign runs');
    const runId = await launch(stage.ctx, desk.cast);
    while ((await carrier.countAccepted(publicId('cmp', runId))) === 0) await sleep(20);
    const busy = await askForCodes(asking, numbers.slice(idleCodes), 'busy');
    const isOver = await stage.ctx.db.tx(workspaceId, (tx) => isRunDrained(tx, runId));
    if (isOver) say('the campaign was over before the last code; these figures are too good');
    await untilTaken(carrier, 1 + idleCodes + codes);
    worker.kill('SIGTERM');
    const taken = await readLedger(carrier.ledger, publicId('cmp', runId));
    const [idleMs, busyMs] = [waitsOf(idle, taken.at), waitsOf(busy, taken.at)];
    return {
      codes: busyMs.length,
      p50Ms: percentile(busyMs, 0.5),
      p99Ms: percentile(busyMs, 0.99),
      slowestMs: Math.max(...busyMs),
      answerP50Ms: percentile(
        busy.map((one) => one.answerMs),
        0.5,
      ),
      idleP50Ms: percentile(idleMs, 0.5),
      idleP99Ms: percentile(idleMs, 0.99),
      blastTextsPerSecond: taken.campaign / ((taken.lastMs - taken.firstMs) / 1_000),
    };
  },
});

type Asked = { body: string; askedAtMs: number; answerMs: number };

/** Asks for codes at fixed times, and waits for their answers. */
async function askForCodes(
  { desk, programId }: { desk: ApiDesk; programId: string },
  numbers: readonly string[],
  name: string,
): Promise<Asked[]> {
  const pool = new Pool(desk.url, { connections: 8 });
  const beganAt = performance.now();
  const asked = numbers.map(async (to, n) => {
    await sleep(Math.max(0, beganAt + n * everyMs - performance.now()));
    const body = `Proof: your code is ${name} ${n}`;
    const askedAtMs = Date.now();
    const from = performance.now();
    const answer = await pool.request({
      path: '/v1/messages',
      method: 'POST',
      headers: desk.headers,
      body: JSON.stringify({ to, program_id: programId, body }),
    });
    if (answer.statusCode !== 201)
      throw new Error(`Answered ${answer.statusCode}: ${await answer.body.text()}`);
    await answer.body.dump();
    return { body, askedAtMs, answerMs: performance.now() - from };
  });
  const all = await Promise.all(asked);
  await pool.close();
  return all;
}

async function untilTaken(
  carrier: { countAccepted(tag: string): Promise<number> },
  count: number,
): Promise<void> {
  while ((await carrier.countAccepted('direct:')) < count) await sleep(20);
}

/** When the carrier took each code, and how the campaign went. */
async function readLedger(file: string, tag: string) {
  const at = new Map<string, number>();
  let [campaign, firstMs, lastMs] = [0, Number.POSITIVE_INFINITY, 0];
  for await (const row of streamLedger(file)) {
    if (row.kind !== 'accepted') continue;
    const ms = Date.parse(row.at);
    if (row.tag === tag) {
      campaign += 1;
      firstMs = Math.min(firstMs, ms);
      lastMs = Math.max(lastMs, ms);
    } else if (at.has(row.body)) throw new Error('A code has left twice.');
    else at.set(row.body, ms);
  }
  return { at, campaign, firstMs, lastMs };
}

function waitsOf(asked: readonly Asked[], at: ReadonlyMap<string, number>): number[] {
  return asked.map(({ body, askedAtMs }) => {
    const takenAt = at.get(body);
    if (takenAt === undefined) throw new Error('A code is not in the ledger.');
    return takenAt - askedAtMs;
  });
}
