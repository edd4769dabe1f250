import type { Permission } from '../src/accounts/index.ts';
import { type Program, recordConsents } from '../src/contacts/index.ts';
import { type Ask, type TestApp, testApp } from './app.ts';
import type { TestDatabase } from './database.ts';
import { type Stage, stage, workAll } from './dispatching.ts';
import { newContacts, newProgram } from './people.ts';

const scopes: readonly Permission[] = ['messages.read', 'messages.send', 'contacts.read', 'contacts.write'];

/** A workspace that sends by API: a key, a program for orders, a number, and a worker that works when told. */
export type SendingDesk = {
  readonly on: Stage;
  readonly app: TestApp;
  readonly ask: Ask;
  readonly program: Program;
  /** Ids as the API has them. */
  readonly programId: string;
  readonly senderId: string;
  post(body: object, key?: string): ReturnType<Ask>;
  get(url: string): ReturnType<Ask>;
  /** Makes people of these numbers, who agreed to the program. */
  agree(...numbers: string[]): Promise<void>;
  work(): Promise<void>;
  close(): Promise<void>;
};

const idOf = (prefix: string, id: string) => `${prefix}_${id.replaceAll('-', '')}`;

export async function sendingDesk(
  database: TestDatabase,
  purpose: Program['purpose'] = 'transactional',
  origin?: string,
): Promise<SendingDesk> {
  const on = await stage(database, 1, undefined, origin);
  const { workspaceId, sender } = on.fixture;
  const app = await testApp(database, {}, { ...on.ctx, db: database.db });
  const ask = await app.withKey(workspaceId, scopes);
  const program = await newProgram({ ...on.ctx, db: database.db }, workspaceId, {
    name: `Orders ${purpose}`,
    purpose,
    brandName: 'Bakery',
    helpContact: 'help@example.com',
  });
  const programId = idOf('prg', program.id);
  return {
    on,
    app,
    ask,
    program,
    programId,
    senderId: idOf('snd', sender.id),
    post: (body, key) =>
      ask({
        method: 'POST',
        url: '/v1/messages',
        payload: { program_id: programId, ...body },
        ...(key === undefined ? {} : { headers: { 'idempotency-key': key } }),
      }),
    get: (url) => ask({ url }),
    agree: async (...numbers) => {
      await on.in(async (tx) => {
        const ids = await newContacts(tx, numbers);
        await recordConsents(tx, on.ctx, {
          programId: program.id,
          brandId: program.brandId,
          actor: 'system:test',
          grants: numbers.map((number, at) => ({
            number,
            contactId: ids[at] ?? 0,
            method: 'web_form',
            occurredAt: on.ctx.clock.now(),
            wordsShown: program.disclosure,
            evidence: {},
          })),
        });
      });
    },
    work: () => workAll(on),
    close: () => app.close(),
  };
}
