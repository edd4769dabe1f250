import { randomUUID } from 'node:crypto';
import { systemScope } from '../src/accounts/index.ts';
import { replyHooks } from '../src/app/reply-hooks.ts';
import { inboundJobs, openReplyDesk, settleReplies } from '../src/inbound/index.ts';
import type { Keyword, KeywordContent } from '../src/inbound/keywords/keyword.ts';
import { createKeyword } from '../src/inbound/keywords/save-keyword.ts';
import { drainJobs } from '../src/platform/jobs/index.ts';
import { type Stage, workAll } from './dispatching.ts';
import { plainContent } from './keyword.ts';

/** Somebody texts the number of the stage; everybody whom replies concern has heard of it when this is done, and answers have left. */
export async function writeAsPerson(
  on: Stage,
  from: string,
  body: string,
  { to = on.fixture.sender.number, ageMs = 0 }: { readonly to?: string; readonly ageMs?: number } = {},
): Promise<void> {
  const { workspaceId, gatewayId } = on.fixture;
  const reply = { providerId: randomUUID(), from, to, body, ageMs };
  await openReplyDesk(on.ctx).receive(workspaceId, gatewayId, [reply]);
  await settleReplies(on.ctx, workspaceId, replyHooks);
  await workAll(on);
}

/** What waits to be done about replies, such as what follows from a judgement; texts leave. */
export async function doReplyJobs(on: Stage): Promise<void> {
  const quiet = async () => {};
  await drainJobs(on.ctx, { ...inboundJobs({ outside: quiet as never, hooks: replyHooks }), event: quiet });
  await workAll(on);
}

/** Another brand, which nobody of the stage has heard of, and a number of ours. Returns the number. */
export async function addOtherBrand(on: Stage): Promise<string> {
  const number = '+12025550191';
  await on.in(async (tx) => {
    await tx.query(
      `insert into brand (workspace_id, id, name, help_contact) values (current_workspace(), gen_random_uuid(), 'Florist', 'h@example.com')`,
    );
    await tx.query(
      `insert into sender (workspace_id, id, gateway_id, number, kind) select workspace_id, gen_random_uuid(), gateway_id, $1, kind from sender
       where workspace_id = current_workspace() and id = $2`,
      [number, on.fixture.sender.id],
    );
  });
  return number;
}

/** A keyword of the program of the stage. */
export async function makeKeyword(on: Stage, given: Partial<KeywordContent>): Promise<Keyword> {
  const scope = systemScope(on.fixture.workspaceId, 'test');
  const content = { ...plainContent, programId: on.fixture.program.id, ...given };
  return (await createKeyword(on.ctx, scope, content)).keyword;
}
