import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  faceSettings,
  type GatewayAccount,
  gatewayAccounts,
} from '../../../e2e/prove/ground/gateway-accounts.ts';
import { type CarrierProcess, startCarrierProcess } from '../../../e2e/stage/carrier.ts';
import type { Gateway, Submission } from '../../../server/src/gateways/index.ts';
import { defineScenario } from '../scenario.ts';
import type { Workplace } from '../workplace.ts';

// Two accounts of one provider are played by one face; they are measured one after another.
const underWay = 64;

const names = {
  ...{ twilio: 'Twilio', smpp: 'SMPP', vonage: 'Vonage', vonage_sms: 'Vonage’s SMS API', plivo: 'Plivo' },
  ...{ messagebird: 'MessageBird', bird_channels: 'Bird’s channels', bird: 'Bird', clicksend: 'ClickSend' },
  ...{ textmagic: 'TextMagic', simpletexting: 'SimpleTexting', tatango: 'Tatango', telnyx: 'Telnyx' },
  ...{ bandwidth: 'Bandwidth', bandwidth_oauth: 'Bandwidth by OAuth', sinch: 'Sinch' },
  ...{ sinch_oauth: 'Sinch by OAuth', http_gateway: 'a described carrier' },
} as const;
type Name = keyof typeof names;

const figures = Object.fromEntries(
  Object.entries(names).map(([name, title]) => [
    `${name}CpuUs`,
    `processor time that the adapter of ${title} takes for a text, in microseconds`,
  ]),
) as Record<`${Name}CpuUs`, string>;

export const gateways = defineScenario({
  name: 'gateways',
  about:
    'What each gateway’s adapter takes of the processor for a text: writing the request, sending it over loopback, reading the answer. The rehearsal carrier plays the provider in a process of its own; 64 texts are under way.',
  figures: { texts: 'texts sent through each', ...figures },
  limits:
    'Time in the kernel is included, TLS is not: the pretend providers speak plain HTTP. Receipts are not read, and nothing is written down.',
  async run({ isQuick, size, workplace, say }) {
    const texts = size ?? (isQuick ? 300 : 10_000);
    const measured: Partial<Record<`${Name}CpuUs`, number>> = {};
    for (const [name, account] of Object.entries(gatewayAccounts)) {
      say(`${texts} texts through ${names[name as Name]}`);
      measured[`${name as Name}CpuUs`] = await measure(name, account, workplace, texts);
    }
    return { texts, ...(measured as Record<`${Name}CpuUs`, number>) };
  },
});

// A pass that is withdrawn in the middle belongs to proofs.
const wholePasses = { pass_seconds: 3_600 };

async function measure(
  name: string,
  account: GatewayAccount,
  workplace: Workplace,
  texts: number,
): Promise<number> {
  const { face } = account;
  const nowhere = 'http://127.0.0.1:9';
  const file = join(workplace.folder, `${name}.json`);
  writeFileSync(
    file,
    JSON.stringify({ [face ?? '']: { ...faceSettings(account, nowhere), ...wholePasses } }),
  );
  const flags = face === null ? ['--smpp-port', '0'] : ['--providers', file];
  const carrier = await workplace.begin(
    () =>
      startCarrierProcess(join(workplace.folder, `${name}.ndjson`), `${nowhere}/`, [
        ...['--profile', 'plain', '--latency-ms', '1-2', '--fault', 'receipt_lost=1', ...flags],
      ]),
    (one) => one.stop(),
  );
  const gateway = open(account, carrier);
  try {
    gateway.listen?.(async () => {});
    while (gateway.isReady?.() === false) await new Promise((resolve) => setTimeout(resolve, 10));
    // A fresh process compiles its hot code while it works.
    await send(gateway, account, 0, Math.min(texts, 1_000));
    const before = process.cpuUsage();
    await send(gateway, account, 10_000, texts);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / texts;
  } finally {
    await gateway.close();
    await carrier.stop();
  }
}

function open({ adapter, face, settings, secrets }: GatewayAccount, carrier: CarrierProcess): Gateway {
  const place = {
    publicOrigin: 'http://127.0.0.1:9',
    callbackPath: '/callbacks/one',
    at: (one: string) => one,
  };
  if (face === null)
    return adapter.open(
      { host: '127.0.0.1', port: carrier.smpp?.port ?? 0, systemId: 'rehearsal', window: underWay },
      carrier.key,
      place,
    );
  const connections = adapter.form.some(({ name }) => name === 'connections') ? { connections: 16 } : {};
  const entered = {
    ...settings,
    ...connections,
    origin: carrier.providers[face],
    callback_origin: place.publicOrigin,
  };
  return adapter.open(entered, JSON.stringify(secrets), place);
}

async function send(
  gateway: Gateway,
  { sender }: GatewayAccount,
  first: number,
  texts: number,
): Promise<void> {
  const limits = { mayStillLeave: () => true, answerWithinMs: 30_000 };
  let next = 0;
  let failed = '';
  const worker = async () => {
    while (next < texts) {
      next += 1;
      const outcome = await gateway.submit([submissionAt(first + next, sender)], limits)[0];
      if (outcome?.kind !== 'accepted') failed = JSON.stringify(outcome);
    }
  };
  await Promise.all(Array.from({ length: underWay }, worker));
  if (failed !== '') throw new Error(`A text was not taken: ${failed}`);
}

const submissionAt = (n: number, from: string): Submission => ({
  ...{
    reference: `bench.${n.toString(36)}`,
    tag: 'cmp_bench',
    from,
    to: `+1212555${String(n).padStart(4, '0').slice(-4)}`,
  },
  ...{
    body: `Harbor Coffee: hello number ${n}. Reply STOP to end`,
    validForMs: 3_600_000,
    purpose: 'marketing',
  },
});
