import { once } from 'node:events';
import { Readable } from 'node:stream';
import { expect, onTestFinished, test } from 'vitest';
import { Internal, Unauthenticated } from '../platform/errors.ts';
import { openHttp } from '../platform/http/server.ts';
import { silentLog } from '../platform/log.ts';
import {
  type Ask,
  authorizeRequests,
  decorateWithScope,
  endStreamsWithoutRight,
} from './request-scope.routes.ts';
import { memberScope, type Permission } from './scope.ts';

const agent = () => memberScope('w', 'a', new Set<Permission>(['messages.read']));

/** An endless stream, and how often its reader was asked about before it ended. */
async function follow(
  ...answers: (() => ReturnType<typeof agent>)[]
): Promise<{ asked: number; text: string }> {
  let asked = 0;
  const ask: Ask = async (_request, isIdle) => {
    if (!isIdle) return agent();
    asked += 1;
    return (answers.shift() ?? agent)();
  };
  const http = await openHttp({
    ...{ log: silentLog, version: '1.2.3', authorize: authorizeRequests(ask), isPermission: () => true },
  });
  onTestFinished(() => http.close());
  decorateWithScope(http);
  endStreamsWithoutRight(http, ask, 5);
  const endless = new Readable({ read() {} });
  endless.push('event: one\n\n');
  http.get('/stream', { config: { permission: 'messages.read' } }, (_request, reply) =>
    reply.type('text/event-stream').send(endless),
  );
  const url = await http.listen({ port: 0, host: '127.0.0.1' });
  const closed = once(endless, 'close');
  const text = await fetch(`${url}/stream`)
    .then((answer) => answer.text())
    .catch(() => 'broken off');
  await closed;
  return { asked, text };
}

test('a stream ends when its reader may no longer follow, and goes on while that cannot be found out', async () => {
  const away = () => {
    throw new Internal('database.away', 'The database is away.');
  };
  const gone = () => {
    throw new Unauthenticated('session.ended', 'Your session has ended. Sign in again.');
  };
  expect(await follow(agent, away, agent, gone)).toEqual({ asked: 4, text: 'broken off' });
});

test('a stream ends when its reader is kept to less than it was begun with', async () => {
  const narrowed = () => ({ ...agent(), reach: { senderIds: ['s'], listIds: null } });
  expect(await follow(agent, narrowed)).toEqual({ asked: 2, text: 'broken off' });
});
