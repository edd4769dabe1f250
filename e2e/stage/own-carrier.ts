import { createServer } from 'node:net';
import { join } from 'node:path';
import { type CarrierProcess, startCarrierProcess } from './carrier.ts';
import {
  makeDataDir,
  type Owner,
  quietCarrier,
  type Running,
  type RunningOptions,
  removeDataDir,
  startTidings,
} from './start-tidings.ts';

/** Tidings with a carrier of ours: stories take it away, and bring it back. */
export type StageWithCarrier = {
  running: Running;
  owner: Owner;
  ledger: string;
  /** The carrier as it runs now. */
  carrier(): CarrierProcess;
  /** What tells a service of this carrier, for one that is started again in the place of the first. */
  env: Record<string, string>;
  /** Changes the weather at the carrier, through its control API. */
  change(settings: object): Promise<void>;
  /** Types on a phone past the service, which may be away. */
  typeOn(number: string, body: string): Promise<void>;
  /** Starts the carrier again at its old address, on its old ledger. */
  restartCarrier(): Promise<void>;
  stop(): Promise<void>;
};

const callbackSecret = 'proof-callback-secret';
const key = 'proof-key';

/** The number that a new workspace has at its rehearsal carrier. */
export const firstSender = '+12025550100';

export async function startWithCarrier(
  carrierFlags: readonly string[] = [],
  options: RunningOptions = {},
): Promise<StageWithCarrier> {
  const port = await freePort();
  const env = {
    ...options.env,
    TIDINGS_CARRIER_URL: `http://127.0.0.1:${port}`,
    TIDINGS_CARRIER_KEY: key,
    TIDINGS_CARRIER_CALLBACK_SECRET: callbackSecret,
  };
  const running = await startTidings({ ...options, env });
  const owner = await running.setUp();
  const { data: gateways } = await owner.tidings.call('get', '/v1/gateways');
  // Not where the service keeps its data: a witness must not suffer what happens there.
  const folder = makeDataDir();
  const ledger = join(folder, 'ledger.ndjson');
  const start = () =>
    startCarrierProcess(ledger, `${running.url}/callbacks/${asUuid(gateways[0]?.id ?? '')}`, [
      '--port',
      String(port),
      ...quietCarrier(...carrierFlags).split(' '),
    ]);
  let carrier = await start();
  const control = async (method: 'PUT' | 'POST', path: string, body: object) => {
    const answer = await fetch(`${carrier.url}${path}`, {
      method,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
  };
  return {
    running,
    owner,
    ledger,
    env,
    carrier: () => carrier,
    change: (settings) => control('PUT', '/v1/control/faults', settings),
    typeOn: (number, body) =>
      control('POST', `/v1/handsets/${encodeURIComponent(number)}/replies`, { to: firstSender, body }),
    async restartCarrier() {
      carrier = await start();
    },
    async stop() {
      await carrier.stop();
      await running.stop();
      await removeDataDir(folder);
    },
  };
}

/** gtw_ and 32 digits, as the address of its callbacks has it. */
function asUuid(publicId: string): string {
  return publicId.replace(/^gtw_(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** A port that nobody uses at the moment. The carrier has to know it before there is anything to call back. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  if (typeof address !== 'object' || address === null) throw new Error('The system gave no port.');
  return address.port;
}
