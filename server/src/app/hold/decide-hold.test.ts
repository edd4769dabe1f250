import { describe, expect, test } from 'vitest';
import { addressOf } from './address-of.ts';
import { decideHold, type Place, type Standing } from './decide-hold.ts';
import type { Home } from './home.ts';
import type { Witness } from './witness-file.ts';

const home: Home = { machine: 'here', inode: '100', bornAt: '7' };
const witness: Witness = {
  version: 1,
  instance_id: 'k3x9q2',
  epoch: 2,
  beats: 500,
  seen_to: '2026-11-24',
  cluster: '77/00000001',
  database: 'db.example:5432/tidings',
  home,
  written_at: '2026-11-24T17:00:00Z',
};
const standing: Standing = {
  instanceId: 'k3x9q2',
  epoch: 2,
  beats: 500,
  cluster: '77/00000001',
  knownCluster: '77/00000001',
};
const server: Place = { isEmbedded: false, database: 'db.example:5432/tidings', home };
const embedded: Place = { ...server, isEmbedded: true, database: 'embedded' };

type Case = {
  witness?: Partial<Witness> | 'unreadable' | null;
  standing?: Partial<Standing>;
  place?: Place;
};
const reasonOf = ({ witness: seen = {}, standing: found = {}, place = server }: Case) =>
  decideHold(
    seen === null || seen === 'unreadable' ? seen : { ...witness, ...seen },
    { ...standing, ...found },
    place,
  )?.reason ?? null;
const elsewhere = (place: Place, change: Partial<Home>): Place => ({
  ...place,
  home: { ...home, ...change },
});

describe('the database', () => {
  test.each<[string, Case, string | null]>([
    ['as it was left', {}, null],
    ['that others have used meanwhile', { standing: { beats: 900 } }, null],
    ['that has forgotten some seconds', { standing: { beats: 499 } }, 'older'],
    ['that has forgotten an epoch', { standing: { epoch: 1, beats: 900 } }, 'older'],
    ['in a later epoch, whatever it counts', { standing: { epoch: 3, beats: 2 } }, null],
    ['on a later timeline of its server', { standing: { cluster: '77/00000002' } }, 'promoted'],
    [
      'on a later timeline that another machine has seen to',
      { standing: { epoch: 3, cluster: '77/00000002' } },
      null,
    ],
    ['that was moved whole to another server', { standing: { cluster: '88/00000001' } }, null],
    ['on a server that does not say what it is', { standing: { cluster: null } }, null],
    ['compared with an unreadable memory', { witness: 'unreadable' }, 'older'],
  ])('%s', (_name, given, expected) => {
    expect(reasonOf(given)).toBe(expected);
  });
});

describe('a machine without a memory of this database', () => {
  test.each<[string, Case, string | null]>([
    ['joins a server in use', { witness: null }, null],
    [
      'joins one that has never been in use',
      { witness: null, standing: { beats: 0, knownCluster: null } },
      null,
    ],
    [
      'finds a server that goes on from an earlier point',
      { witness: null, standing: { cluster: '77/00000002' } },
      'promoted',
    ],
    [
      'finds rows that were carried to another server',
      { witness: null, standing: { cluster: '88/00000001' } },
      'promoted',
    ],
    ['begins an embedded database', { witness: null, standing: { beats: 0 }, place: embedded }, null],
    ['finds an embedded one that was in use', { witness: null, place: embedded }, 'copied'],
    ['remembers another installation', { witness: { instance_id: 'other', beats: 9_000 } }, null],
  ])('%s', (_name, given, expected) => {
    expect(reasonOf(given)).toBe(expected);
  });
});

describe('a data folder', () => {
  test.each<[string, Case, string | null]>([
    [
      'that was copied with its database',
      { place: elsewhere(embedded, { inode: '101', bornAt: '9' }) },
      'copied',
    ],
    [
      'that was copied to the same inode of a fresh disk',
      { place: elsewhere(embedded, { bornAt: '9' }) },
      'copied',
    ],
    ['whose disk stands in another machine', { place: elsewhere(embedded, { machine: 'there' }) }, 'copied'],
    ['in a container that does not say its machine', { place: elsewhere(embedded, { machine: null }) }, null],
    [
      'on a file system that notes no births',
      { witness: { home: { ...home, bornAt: '0' } }, place: embedded },
      null,
    ],
    [
      'of a worker that was cloned to have one more',
      { place: elsewhere(server, { machine: 'there', inode: '5' }) },
      null,
    ],
    [
      'that was copied together with the server’s database',
      { place: { ...elsewhere(server, { inode: '5' }), database: 'staging.example:5432/tidings' } },
      'copied',
    ],
    [
      'whose server has got another name',
      { place: { ...server, database: 'db2.example:5432/tidings' } },
      null,
    ],
  ])('%s', (_name, given, expected) => {
    expect(reasonOf(given)).toBe(expected);
  });

  test('is told from the others in a sentence that says what to do', () => {
    const cause = decideHold(witness, standing, elsewhere(embedded, { inode: '5' }));
    expect(cause?.detail).toMatch(/do not release this one.*tidings hold show/s);
  });
});

describe('the address of a database', () => {
  test.each([
    ['postgresql://ann:secret@db.example:5432/tidings', 'db.example:5432/tidings'],
    ['postgresql://ben:other@DB.example:5432/tidings?sslmode=require', 'db.example:5432/tidings'],
    ['postgres://db.example/tidings', 'db.example/tidings'],
    ['postgresql://ann@/tidings?host=%2Fvar%2Frun&port=5432&options=-c%20x=1', '/tidings /var/run 5432'],
  ])('of %s is %s, without user, password and options', (ownerUrl, address) => {
    expect(addressOf({ isEmbedded: false, ownerUrl })).toBe(address);
  });

  test('of the embedded one is itself', () => {
    expect(addressOf({ isEmbedded: true, ownerUrl: 'postgresql://postgres@/postgres?host=/tmp' })).toBe(
      'embedded',
    );
  });
});
