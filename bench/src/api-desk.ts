import { countryOfNumber } from '@tidings/sms/countries';
import { killProcess, readyLine, startProcess } from '../../e2e/stage/processes.ts';
import { type Cast, enrol, type Stage } from '../../e2e/stage/stage.ts';
import { insertApiKey } from '../../server/src/accounts/api-key.queries.ts';
import { newApiKey } from '../../server/src/accounts/api-key.ts';
import { roles } from '../../server/src/platform/db/roles.ts';
import { publicId } from '../../server/src/platform/ids.ts';
import { fictionalNumbers, newMembers } from '../../server/test/people.ts';
import type { ApiServerOrders } from './api-server.ts';
import { openServingContext } from './stage.ts';
import type { Workplace } from './workplace.ts';

/** What a program needs that sends single texts: an address, a key, and people who agreed. */
export type ApiDesk = {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly programId: string;
  readonly cast: Cast;
  readonly numbers: readonly string[];
};

/** The service's HTTP face in a process of its own, with `people` who agreed to transactional texts. */
export async function openApiDesk(
  stage: Stage,
  workplace: Workplace,
  people: number,
  /** Others beside them, for a campaign. */
  audience = 0,
): Promise<ApiDesk> {
  const cast = await enrol(stage.ctx, audience);
  const numbers = domesticNumbers(people);
  const key = newApiKey();
  if (people > 0)
    await stage.ctx.db.tx(cast.workspaceId, (tx) => newMembers(tx, stage.ctx, cast.program, numbers));
  await keepKey(stage, workplace, cast, key);
  const url = await startApiServer(workplace, {
    kind: 'tidings',
    url: stage.embedded.url(roles.app, 'postgres'),
  });
  return {
    url,
    cast,
    numbers,
    programId: publicId('prg', cast.program.id),
    headers: { authorization: `Bearer ${key.secret}`, 'content-type': 'application/json' },
  };
}

/** A workspace texts its home country alone unless somebody says otherwise, and not every +1 is in it. */
export const domesticNumbers = (count: number): string[] =>
  fictionalNumbers(count * 4)
    .filter((number) => (countryOfNumber(number) ?? 'US') === 'US')
    .slice(0, count);

/** Keys are written by the part of the service that answers requests, under its own role. */
async function keepKey(
  stage: Stage,
  workplace: Workplace,
  { workspaceId }: Cast,
  { hash, prefix }: ReturnType<typeof newApiKey>,
): Promise<void> {
  const { db, ids } = openServingContext(stage, workplace);
  await db.tx(workspaceId, (tx) =>
    insertApiKey(tx, {
      id: ids.uuid(),
      name: 'Bench',
      prefix,
      hash,
      scopes: ['messages.send', 'messages.read', 'events.write'],
      expiresAt: null,
      createdBy: null,
    }),
  );
}

export async function startApiServer(
  workplace: Workplace,
  orders: ApiServerOrders,
  /** Told its process. */
  onStart: (pid: number) => void = () => {},
): Promise<string> {
  const child = startProcess('bench/src/api-server.ts', [JSON.stringify(orders)]);
  workplace.atEnd(() => killProcess(child, 'SIGKILL'));
  const { url = '' } = await readyLine(child);
  if (child.pid !== undefined) onStart(child.pid);
  return url;
}
