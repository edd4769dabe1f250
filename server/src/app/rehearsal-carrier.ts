import { request } from 'undici';
import { listWorkspaceIds } from '../accounts/index.ts';
import { type GatewayRow, listGatewayRows } from '../gateways/index.ts';
import type { Context } from '../platform/context.ts';
import { NotFound, NotNow } from '../platform/errors.ts';
import type { CarrierSetting } from './carrier-setting.ts';
import { isKept } from './keep-carrier.ts';

export type CarrierAnswer = { readonly status: number; readonly body: unknown };

/** A workspace's rehearsal carrier as its control API shows it: phones to look at and to type on. */
export type RehearsalCarrier = {
  readonly url: string;
  /** We start it ourselves. */
  readonly isKept: boolean;
  ask(method: 'GET' | 'POST', path: string, options?: AskOptions): Promise<CarrierAnswer>;
  /** Returns its address when it answers and knows our key. */
  ping(): Promise<string>;
};

type AskOptions = { readonly query?: Record<string, string>; readonly body?: object };

const answerWithinMs = 5_000;

export async function findRehearsalCarrier(
  ctx: Context,
  setting: CarrierSetting,
  workspaceId: string,
): Promise<RehearsalCarrier | null> {
  const rows = await ctx.db.tx(workspaceId, listGatewayRows);
  const row = rows.find((one) => one.kind === 'rehearsal');
  return row ? openRehearsalCarrier(row, setting) : null;
}

function openRehearsalCarrier(row: GatewayRow, setting: CarrierSetting): RehearsalCarrier {
  const url = String(row.settings.url);
  const { key } = setting.accessOf(row.id, isKept(row));
  return {
    url,
    isKept: isKept(row),
    ask: (method, path, options = {}) => ask(url, key, method, path, options),
    async ping() {
      const { status } = await ask(url, key, 'GET', '/v1/control/faults', {});
      if (status === 200) return url;
      throw new NotNow(
        'carrier.wrong_key',
        `The rehearsal carrier at ${url} does not accept our key; check TIDINGS_CARRIER_KEY.`,
      );
    },
  };
}

async function ask(
  url: string,
  key: string,
  method: 'GET' | 'POST',
  path: string,
  { query = {}, body }: AskOptions,
): Promise<CarrierAnswer> {
  try {
    const answer = await request(`${url}${path}`, {
      method,
      query,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
      body: body === undefined ? null : JSON.stringify(body),
      headersTimeout: answerWithinMs,
      bodyTimeout: answerWithinMs,
    });
    return { status: answer.statusCode, body: await answer.body.json() };
  } catch {
    // What exactly went wrong between us and the carrier is for the log of the carrier, not for the caller.
    throw new NotNow(
      'carrier.unreachable',
      'The rehearsal carrier does not answer just now. Try again in a moment.',
    );
  }
}

/** One rehearsal carrier of this installation, for the question whether it answers; null when there is none. */
export async function findAnyCarrier(
  ctx: Context,
  setting: CarrierSetting,
): Promise<RehearsalCarrier | null> {
  for (const workspaceId of await ctx.db.system(listWorkspaceIds)) {
    const found = await findRehearsalCarrier(ctx, setting, workspaceId);
    if (found) return found;
  }
  return null;
}

export function noRehearsal(): NotFound {
  return new NotFound(
    'rehearsal.none',
    'This workspace has no rehearsal carrier; its gateways reach real phones.',
  );
}
