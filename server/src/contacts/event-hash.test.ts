import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { canonicalJson } from '../platform/canonical-json.ts';
import type { ConsentEventDraft, Evidence } from './consent.ts';
import { type ChainEnd, chainEvents } from './consent-chain.ts';
import { hashBytes, saltBytes } from './event-hash.ts';

const workspaceId = '01900000-0000-7000-8000-000000000001';
const programId = '01900000-0000-7000-8000-00000000000c';
const recordedAt = new Date('2026-11-24T17:00:00.123Z');

/** The same, spelled out from the beginning for every event. */
function hashesOf(
  { lastId, lastHash }: ChainEnd,
  drafts: readonly ConsentEventDraft[],
  salt: Buffer,
): Buffer {
  const hashes: Buffer[] = [];
  drafts.forEach((draft, at) => {
    const { number, contactId, brandId, type, method, occurredAt, wordsShown, actor, importId } = draft;
    const evidence = canonicalJson({ ...draft.origin, ...draft.evidence });
    const personal = createHash('sha256')
      .update(salt)
      .update(canonicalJson({ number, contact_id: contactId, evidence }))
      .digest('hex');
    const row = canonicalJson({
      ...{ workspace_id: workspaceId, id: lastId + 1 + at, brand_id: brandId, program_id: draft.programId },
      ...{ type, method, occurred_at: occurredAt.toISOString(), recorded_at: recordedAt.toISOString() },
      ...{ words_shown: wordsShown, actor, import_id: importId, personal, version: 2 },
    });
    hashes.push(
      createHash('sha256')
        .update(hashes.at(-1) ?? lastHash)
        .update(row)
        .digest(),
    );
  });
  return Buffer.concat(hashes);
}

const word = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
  .filter((text) => text.trim() !== '');
const evidence: fc.Arbitrary<Evidence> = fc.dictionary(
  fc.constantFrom('line', 'source', 'file', 'a', 'ä"', '\u{1F600}'),
  fc.oneof(word, fc.integer(), fc.constant(null), fc.array(word, { maxLength: 2 })),
);
const draft = (origins: readonly Evidence[]): fc.Arbitrary<ConsentEventDraft> =>
  fc
    .record({
      number: fc.constantFrom('+12025550101', '+442079460101', 'a "pseudonym"'),
      contactId: fc.option(fc.integer({ min: 1, max: 2_000 })),
      method: fc.constantFrom('paper', 'web_form', 'über'),
      occurredAt: fc.date({ min: new Date('1970-01-01'), max: new Date('9999-12-30'), noInvalidDate: true }),
      wordsShown: fc.option(word),
      evidence,
      actor: word,
      origin: fc.constantFrom(undefined, ...origins),
    })
    .map(({ origin, ...rest }) => ({
      ...rest,
      ...(origin && { origin }),
      ...{ brandId: programId, programId, type: 'opt_in' as const, importId: null },
    }));

test('events of many kinds, in any order, have the hashes that anybody computes for them', () => {
  const batches = fc
    .array(evidence, { maxLength: 3 })
    .chain((origins) => fc.array(draft(origins), { minLength: 1, maxLength: 60 }));
  fc.assert(
    fc.property(batches, fc.constantFrom(0, 7, 98, 999_990), (drafts, lastId) => {
      const end = { lastId, lastHash: Buffer.alloc(hashBytes, 3) };
      const salts = Buffer.alloc(saltBytes * drafts.length, 5);
      const chained = chainEvents(workspaceId, end, drafts, recordedAt, salts);
      expect(chained.hashes).toEqual(hashesOf(end, drafts, Buffer.alloc(saltBytes, 5)));
    }),
    { numRuns: 60 },
  );
});
