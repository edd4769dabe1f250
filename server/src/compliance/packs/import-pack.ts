import {
  faultOfOne,
  faultOfRow,
  faultOfVectors,
  keyOf,
  packVersions,
  type RowDiff,
  readRow,
  type WrittenRow,
} from '@tidings/policy/hours';
import { accountOf, recordAudit, type Scope } from '../../accounts/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Conflict, Invalid, type ProblemDetail } from '../../platform/errors.ts';
import { publicId } from '../../platform/ids.ts';
import { findKeyMaker, insertPack, listPacks, lockPack } from './pack.queries.ts';
import { changesOf, hashPack, type Pack, presentRows, rowsToKeep, toChange } from './pack.ts';

export type PackWish = {
  readonly version: string;
  readonly note: string;
  readonly rows: readonly WrittenRow[];
};

export type PackTrial = { readonly changes: readonly RowDiff[]; readonly kept: readonly WrittenRow[] };

/** What a pack would change, without keeping it. Refused with every row that cannot be, and why. */
export async function tryPack(ctx: Pick<Context, 'clock'>, tx: Tx, wish: PackWish): Promise<PackTrial> {
  refuseFaults(wish);
  const packs = await listPacks(tx);
  refuseKnownVersion(wish.version, packs);
  const edited = wish.rows.map((row) => readRow(row, wish.version));
  const changes = changesOf(presentRows(packs, today(ctx)), edited);
  refuseLooserRows(changes, wish.rows);
  refuseUnproven(changes, wish);
  if (changes.every(({ change }) => change === 'same'))
    throw new Conflict(
      'policy_pack.changes_nothing',
      'This pack says what holds already, row for row. Edit a row, then bring it in.',
    );
  return { changes, kept: rowsToKeep(wish.rows, wish.version) };
}

/** Keeps an edited pack with what it changes, until somebody else has approved it. Nothing is other than before until then. */
export async function importPack(ctx: Context, scope: Scope, wish: PackWish): Promise<Pack> {
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const { changes, kept } = await tryPack(ctx, tx, wish);
    const told = changes.filter(({ change }) => change !== 'same').map(toChange);
    const id = await insertPack(tx, {
      ...{ version: wish.version, note: wish.note, rows: kept, diff: told },
      contentHash: hashPack(wish.version, kept),
      importedBy: scope.actor,
      importedAccount: accountOf(scope) ?? (await findKeyMaker(tx, scope.actor)),
      importedAt: ctx.clock.now(),
    });
    if (id === undefined) throw knownVersion(wish.version);
    await recordAudit(tx, scope, {
      act: 'policy_pack.imported',
      object: publicId('pck', id),
      before: {},
      after: {
        version: wish.version,
        note: wish.note,
        rows: kept.length,
        changes: told.map(({ sentence }) => sentence).join(' '),
      },
    });
    return lockPack(tx, id);
  });
}

export const today = ({ clock }: Pick<Context, 'clock'>): string => clock.now().toISOString().slice(0, 10);

function refuseKnownVersion(version: string, packs: readonly Pack[]): void {
  if (!packs.some((pack) => pack.version === version) && !packVersions.includes(version)) return;
  throw knownVersion(version);
}

function knownVersion(version: string): Invalid {
  const detail = `There is a pack “${version}” already. Give the edited one a version of its own, such as “counsel 2027-01”.`;
  return invalid('policy_pack.known_version', [
    { pointer: '/version', code: 'policy_pack.known_version', detail },
  ]);
}

function refuseFaults({ rows }: PackWish): void {
  const faults = rows.flatMap((row, place): ProblemDetail[] => {
    const fault = faultOfRow(row);
    if (!fault) return [];
    return [
      { pointer: `/rows/${place}/${fault.field}`, code: 'policy_pack.bad_row', detail: fault.sentence },
    ];
  });
  if (faults.length > 0) throw invalid('policy_pack.bad_row', faults);
  const twice = rows.flatMap((row, place): ProblemDetail[] =>
    rows.slice(0, place).some((other) => other.id === row.id && meet(other, row))
      ? [
          {
            pointer: `/rows/${place}/id`,
            code: 'policy_pack.twice',
            detail: `${row.id} is there twice for the same days. Give each its own valid_from and valid_to, or leave one out.`,
          },
        ]
      : [],
  );
  if (twice.length > 0) throw invalid('policy_pack.twice', twice);
}

const meet = (one: WrittenRow, other: WrittenRow): boolean =>
  (one.valid_to === null || other.valid_from === null || other.valid_from < one.valid_to) &&
  (other.valid_to === null || one.valid_from === null || one.valid_from < other.valid_to);

function refuseLooserRows(changes: readonly RowDiff[], rows: readonly WrittenRow[]): void {
  const refused = changes.flatMap(({ refusal, id }): ProblemDetail[] =>
    refusal === null
      ? []
      : [
          {
            pointer: `/rows/${rows.findIndex((row) => row.id === id)}`,
            code: 'policy_pack.looser',
            detail: `${id}: ${refusal}`,
          },
        ],
  );
  if (refused.length > 0) throw invalid('policy_pack.looser', refused);
}

/** Every row agrees with its vectors, and one that is other than before has them for each kind of day. */
function refuseUnproven(changes: readonly RowDiff[], { rows, version }: PackWish): void {
  const edited = new Set(
    changes.flatMap(({ change, after }) => (after && change !== 'same' ? [keyOf(after)] : [])),
  );
  const faults = rows.flatMap((written, place): ProblemDetail[] => {
    const row = readRow(written, version);
    const vectors = written.vectors ?? [];
    const fault = edited.has(keyOf(row)) ? faultOfVectors(row, vectors) : faultOfOne(row, vectors);
    if (fault === undefined) return [];
    return [{ pointer: `/rows/${place}/vectors`, code: 'policy_pack.vectors', detail: fault }];
  });
  if (faults.length > 0) throw invalid('policy_pack.vectors', faults);
}

function invalid(code: string, details: readonly ProblemDetail[]): Invalid {
  const first = details[0]?.detail ?? '';
  const sentence = details.length === 1 ? first : `${details.length} rows cannot be brought in. ${first}`;
  return new Invalid(code, sentence, [...details]);
}
