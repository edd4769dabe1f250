import { randomUUID } from 'node:crypto';
import { systemScope } from '../src/accounts/index.ts';
import { replyHooks } from '../src/app/reply-hooks.ts';
import { openReplyDesk, settleReplies } from '../src/inbound/index.ts';
import type { Keyword, KeywordContent } from '../src/inbound/keywords/keyword.ts';
import { createKeyword } from '../src/inbound/keywords/save-keyword.ts';
import { type Stage, workAll } from './dispatching.ts';
import { plainContent } from './keyword.ts';

/** Somebody texts the number of the stage; everybody whom replies concern has heard of it when this is done, and answers have left. */
export async function writeAsPerson(on: Stage, from: string, body: string): Promise<void> {
  const { workspaceId, gatewayId, sender } = on.fixture;
  const reply = { providerId: randomUUID(), from, to: sender.number, body, ageMs: 0 };
  await openReplyDesk(on.ctx).receive(workspaceId, gatewayId, [reply]);
  await settleReplies(on.ctx, workspaceId, replyHooks);
  await workAll(on);
}

/** A keyword of the program of the stage. */
export async function makeKeyword(on: Stage, given: Partial<KeywordContent>): Promise<Keyword> {
  const scope = systemScope(on.fixture.workspaceId, 'test');
  const content = { ...plainContent, programId: on.fixture.program.id, ...given };
  return (await createKeyword(on.ctx, scope, content)).keyword;
}
