import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { testContext } from '../../test/context.ts';
import { cloneDatabase, newWorkspace, type TestDatabase } from '../../test/database.ts';
import { newProgram } from '../../test/people.ts';
import { systemScope } from '../accounts/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { openSecrets } from '../platform/secrets.ts';
import { createContact } from './create-contact.ts';
import { erasePerson } from './erase-person.ts';
import { optOut } from './opt-out.ts';
import type { Program } from './program.ts';
import { pseudonymOf } from './pseudonym.ts';
import { recordConsents } from './record-consent.ts';
import { rejoin } from './rejoin.ts';
import { loadSuppressions } from './suppression.queries.ts';
import { verifyConsentChain } from './verify-consent-chain.ts';

const number = '+12025550142';
let database: TestDatabase;
let ctx: Context;
let workspaceId: string;
let program: Program;

beforeAll(async () => {
  database = await cloneDatabase();
  ctx = testContext(database.db);
});
afterAll(() => database.drop());
beforeEach(async () => {
  workspaceId = await newWorkspace(database.db);
  program = await newProgram(ctx, workspaceId);
});

const inTx = <T>(work: (tx: Tx) => Promise<T>) => database.db.tx(workspaceId, work);
const wish = () => ({
  number,
  brandId: program.brandId,
  method: 'reply',
  occurredAt: ctx.clock.now(),
  evidence: { raw_text: 'stop it, says Marigold' },
  actor: 'system:inbound',
});
const meet = (person = number) =>
  createContact(ctx, systemScope(workspaceId, 'test'), {
    number: person,
    firstName: 'Marigold',
    email: `marigold.${person.slice(-4)}@example.com`,
    listIds: [],
    tags: ['regular'],
    consent: {
      programId: program.id,
      method: 'web_form',
      occurredAt: ctx.clock.now(),
      wordsShown: 'Yes, text me.',
      evidence: { ip: `192.0.2.${person.slice(-2)}` },
    },
  });
const erase = () =>
  inTx(async (tx) => {
    await optOut(tx, ctx, wish());
    return erasePerson(tx, ctx, { number, requestId: 'drq_1', actor: 'system:test' });
  });
const grant = () =>
  inTx(async (tx) => {
    const decisions = await recordConsents(tx, ctx, {
      programId: program.id,
      brandId: program.brandId,
      actor: 'key:test',
      grants: [
        {
          number,
          contactId: 1,
          method: 'import',
          occurredAt: ctx.clock.now(),
          wordsShown: null,
          evidence: {},
        },
      ],
    });
    return decisions.get(number);
  });
/** Everything that stands in the tables of this slice, as one text. */
const allRows = async () => {
  const tables = [
    'contact',
    'list_member',
    'contact_tag',
    'consent',
    'consent_event',
    'suppression',
    'import_reject',
  ];
  const rows = await inTx(async (tx) => {
    const found: unknown[] = [];
    for (const table of tables) found.push((await tx.query(`select * from ${table}`)).rows);
    return found;
  });
  return JSON.stringify(rows);
};

describe('erasing a person', () => {
  test('leaves nothing of them, and a chain that closes', async () => {
    await meet();
    await meet('+12025550143');
    expect(await allRows()).toContain(number);
    const erased = await erase();
    expect(erased).toMatchObject({
      events: 2,
      suppressions: 1,
      pseudonym: pseudonymOf(ctx, workspaceId, number),
    });
    const left = await allRows();
    expect(left).not.toMatch(/2025550142|marigold\.0142|192\.0\.2\.42|stop it/i);
    expect(left).toContain('+12025550143');
    expect(await inTx(verifyConsentChain)).toMatchObject({ events: 4, isIntact: true });
  });

  test('breaks the chain when the erasure is taken back out of the ledger, or is of another', async () => {
    await meet();
    await erase();
    await database.migrator.tx(workspaceId, (tx) =>
      tx.query(`update consent_event set number = '#somebody-else' where id = 1`),
    );
    expect(await inTx(verifyConsentChain)).toMatchObject({ isIntact: false, brokenAt: 1 });
  });

  test('works for events of before there were salts', async () => {
    await meet();
    // As they were written then: the hash covers every column.
    const { storedEventHasher, hashFromBytes, hashToBytes } = await import('./event-hash.ts');
    const { listChainPage } = await import('./consent-event.queries.ts');
    const [event] = await inTx((tx) => listChainPage(tx, 0, 1, 1));
    if (!event) throw new Error('There is an event.');
    const hash = hashToBytes(
      storedEventHasher(workspaceId).emptiedOf(hashFromBytes(event.prevHash), { ...event, salt: null }),
    );
    await database.migrator.tx(workspaceId, async (tx) => {
      await tx.query('update consent_event set salt = null, hash = $1 where id = 1', [hash]);
      await tx.query('update consent_chain set last_hash = $1', [hash]);
    });
    expect(await inTx(verifyConsentChain)).toMatchObject({ events: 1, isIntact: true });
    await erase();
    expect(await inTx(verifyConsentChain)).toMatchObject({ events: 3, isIntact: true });
    await database.migrator.tx(workspaceId, (tx) =>
      tx.query(`update consent_event set method = 'paper' where id = 1`),
    );
    expect(await inTx(verifyConsentChain)).toMatchObject({ isIntact: false, brokenAt: 1 });
  });

  test('cannot happen to an event twice, nor bring one back', async () => {
    await meet();
    await erase();
    for (const change of [`number = '${number}'`, `evidence = '{"a":1}'`, 'erased_at = null'])
      await expect(inTx((tx) => tx.query(`update consent_event set ${change} where id = 1`))).rejects.toThrow(
        /refuses this/,
      );
  });
});

describe('a number that was erased', () => {
  test('meets its suppression when somebody brings it again, and no other number does', async () => {
    await meet();
    await erase();
    expect(await grant()).toBe('opted_out');
    const found = await inTx((tx) => loadSuppressions(tx, ctx, program.brandId, [number, '+12025550143']));
    expect([...found.keys()]).toEqual([number]);
    expect(await allRows()).not.toContain('2025550142');
  });

  test('meets it after the secret key was changed, as long as the old one is given', async () => {
    await meet();
    await erase();
    const old = 'a secret key for tests, long enough';
    const load = (olderKeys: string[]) =>
      inTx((tx) =>
        loadSuppressions(
          tx,
          { secrets: openSecrets('another secret key, as long', olderKeys) },
          program.brandId,
          [number],
        ),
      );
    expect([...(await load([old])).keys()]).toEqual([number]);
    expect([...(await load([])).keys()]).toEqual([]);
  });

  test('is known again by its own START, which brings no consent back', async () => {
    await meet();
    await erase();
    const later = { ...wish(), evidence: { raw_text: 'START' } };
    expect(await inTx((tx) => rejoin(tx, ctx, later))).toEqual({ restored: [], wasSuppressed: true });
    expect(await grant()).toBe('granted');
    expect((await inTx((tx) => optOut(tx, ctx, wish()))).wasOptedOut).toBe(false);
    expect(await inTx(verifyConsentChain)).toMatchObject({ isIntact: true });
  });

  test('can be erased again after they came back', async () => {
    await meet();
    await erase();
    await inTx((tx) => rejoin(tx, ctx, wish()));
    await meet();
    await erase();
    expect(await allRows()).not.toMatch(/2025550142|marigold/i);
    expect(await grant()).toBe('opted_out');
    expect(await inTx(verifyConsentChain)).toMatchObject({ isIntact: true });
  });
});
