import { join } from 'node:path';
import { type GatewayAccount, gatewayAccounts } from '../ground/gateway-accounts.ts';
import { type Faults, openGround } from '../ground/gateway-ground.ts';
import type { Order, Proof, Report } from '../proof.ts';

// Answers that go missing after the text was taken and before, refusals for a moment, receipts twice.
const faults: Faults = {
  ...{ throttle: 0.01, drop_before_accept: 0.01, accept_then_reset: 0.01, accept_then_500: 0.01 },
  ...{ error_not_accepted: 0.01, receipt_duplicate: 0.05, receipt_before_answer: 0.02 },
};

// Of a hundred and fifty texts two answers in a hundred may all be there.
const faultsOfControl: Faults = { ...faults, accept_then_reset: 0.1 };

/**
 * A campaign through every gateway, each as the rehearsal carrier plays its provider, with faults on; and one whose first gateway
 * dies in its middle while a second stands by. The ledgers of the carriers alone say who was texted how often.
 */
export const gateways: Proof = {
  shows:
    'a campaign through each gateway, and one whose gateway dies: nobody twice, nobody lost, unknowns listed',
  controls: ['retry-lost'],
  sizes: {
    short: { texts: 150, kills: 0, seconds: 0 },
    usual: { texts: 10_000, kills: 0, seconds: 0 },
    nightly: { texts: 50_000, kills: 0, seconds: 0 },
  },
  async prove(order) {
    const ofThese = { faults: order.control === null ? faults : faultsOfControl };
    const ground = await openGround(join(order.folder, 'database'), order.control);
    const lines: GatewayLine[] = [];
    try {
      for (const [name, account] of Object.entries(gatewayAccounts)) {
        // A mistake of the sender shows with any of them.
        if (order.control !== null && name !== 'twilio') continue;
        if (!isAskedFor(order, name)) continue;
        lines.push(await say(order, name, () => ground.campaign(order, { [name]: account }, ofThese)));
      }
      if (order.control === null && isAskedFor(order, 'failover'))
        lines.push(await say(order, 'failover', () => failOver(order, ground)));
    } finally {
      await ground.close();
    }
    return report(order, lines);
  },
};

const isAskedFor = ({ only }: Order, name: string) => only === null || only.includes(name);

type GatewayLine = Awaited<ReturnType<Awaited<ReturnType<typeof openGround>>['campaign']>>;

/** The first resets connections before and after it has taken the text, from the middle of the campaign on, and never heals. */
function failOver(order: Order, ground: Awaited<ReturnType<typeof openGround>>) {
  const { twilio, plivo } = gatewayAccounts as Record<'twilio' | 'plivo', GatewayAccount>;
  return ground.campaign(order, { twilio, plivo }, { faults, diesAfter: Math.floor(order.texts / 3) });
}

async function say(order: Order, gateway: string, run: () => Promise<GatewayLine>): Promise<GatewayLine> {
  const startedAt = performance.now();
  const line = await run();
  order.say?.({
    proof: 'gateways',
    gateway,
    ...line,
    seconds: Math.round((performance.now() - startedAt) / 100) / 10,
  });
  return line;
}

function report({ texts, seed }: Order, lines: readonly GatewayLine[]): Report {
  const sum = (of: (line: GatewayLine) => number) => lines.reduce((all, line) => all + of(line), 0);
  const found = sum((line) => line.twice + line.lost + line.unlisted + line.needlesslyUnknown);
  const isFinished = lines.every((line) => line.isFinished);
  return {
    ...{
      texts,
      seed,
      campaigns: lines.length,
      twice: sum((line) => line.twice),
      lost: sum((line) => line.lost),
    },
    ...{ unknown: sum((line) => line.unknown), unlisted: sum((line) => line.unlisted), isFinished, found },
    passed: lines.length > 0 && isFinished && found === 0,
  };
}
