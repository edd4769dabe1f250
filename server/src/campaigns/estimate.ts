import {
  countParts,
  findUcs2Characters,
  gsmUnitsOfCode,
  type PartCount,
  type Ucs2Character,
} from '@tidings/sms';
import type { CountryParts } from '../spending/index.ts';
import { partsOfMms } from '../templates/index.ts';
import type { CampaignMms } from './campaign-mms.ts';

/** A character that makes a text travel as UCS-2 (70 a part instead of 160), and for how many people it does. */
export type ForcedCharacter = {
  readonly character: string;
  readonly name: string;
  readonly replacement: string | null;
  readonly people: number;
  /** True when it stands in the text itself and not in somebody's name. */
  readonly isInBody: boolean;
};

/** Why no text can be written for some people: a merge field without value or fallback, or a text too long or empty. */
export type Unwritable = {
  /** `merge.missing_value`, `merge.too_long` or `merge.empty_text`. */
  readonly code: string;
  /** The field that has no value; null for the other reasons. */
  readonly field: string | null;
  readonly people: number;
  /** A few of them, to look at. */
  readonly contactIds: readonly number[];
};

export type Estimate = {
  readonly people: number;
  readonly parts: {
    readonly min: number;
    readonly average: number;
    readonly max: number;
    readonly total: number;
  };
  /** How many people need how many parts, fewest first. */
  readonly byParts: readonly { readonly parts: number; readonly people: number }[];
  /** Prices are by country. */
  readonly byCountry: readonly CountryParts[];
  /** Who gets media with their text, and who a link to them; left out where a campaign has none. */
  readonly mms?: {
    readonly people: number;
    readonly withLink: number;
    readonly reasons: readonly { readonly reason: string; readonly people: number }[];
  };
  readonly ucs2People: number;
  readonly worst: { readonly contactId: number; readonly parts: number; readonly units: number } | null;
  readonly forcedUcs2: readonly ForcedCharacter[];
  readonly unwritable: readonly Unwritable[];
  /** People for whom no text can be written; nobody gets a blank in its place. */
  readonly unwritablePeople: number;
};

export type Tally = {
  /** The parts that were counted, for whoever needs them as well. */
  add(contactId: number, text: string, country?: string | null): PartCount;
  /** Of one who gets the media with the text. */
  addMms(contactId: number, text: string, country: string | null): PartCount;
  /** Of one who gets a link to the media, which `text` ends with. */
  addLinked(contactId: number, text: string, country: string | null, reason: string): PartCount;
  addUnwritable(
    contactId: number,
    refusal: { readonly code: string; readonly missing: readonly string[] },
  ): void;
  result(): Estimate;
};

// A list to look at, not an export: whoever repairs ten records sees the pattern.
const examplesKept = 10;
// People's names hold a few hundred different letters at most; a hostile file must not grow the count without end.
const charactersKept = 200;

/** Counts the text of one person as it would go: with the media, with a link to them, or plain. */
export function addText(
  tally: Tally,
  mms: CampaignMms | null,
  contactId: number,
  text: string,
  country: string | null,
): PartCount {
  if (mms === null) return tally.add(contactId, text, country);
  const reason = mms.reasonOf(country);
  return reason === null
    ? tally.addMms(contactId, text, country)
    : tally.addLinked(contactId, mms.withLink(text), country, reason);
}

/**
 * Counts parts over as many people as there are, in the memory of one. `body` is the text as written: characters that
 * stand in it force every text alike and are looked up once, so only what comes from people's own values costs time.
 */
export function openTally(body: string): Tally {
  const inBody = findUcs2Characters(body);
  const codesInBody = codesOf(inBody);
  const peopleByParts = new Map<number, number>();
  const partsByCountry = new Map<string | null, number>();
  const forced = new Map<string, { found: Ucs2Character; people: number }>();
  const unwritable = new Map<
    string,
    { code: string; field: string | null; people: number; contactIds: number[] }
  >();
  const mmsByCountry = new Map<string | null, number>();
  const linkedBy = new Map<string, number>();
  let ucs2People = 0;
  let unwritablePeople = 0;
  let worst: Estimate['worst'] = null;

  function addForced(text: string): void {
    ucs2People += 1;
    if (!hasOtherUcs2(text, codesInBody)) return;
    const found = new Map(findUcs2Characters(text).map((one) => [one.character, one]));
    for (const one of found.values()) {
      const known = forced.get(one.character);
      if (known) known.people += 1;
      else if (forced.size < charactersKept) forced.set(one.character, { found: one, people: 1 });
    }
  }

  function add(contactId: number, text: string, country: string | null): PartCount {
    const counted = countParts(text);
    partsByCountry.set(country, (partsByCountry.get(country) ?? 0) + counted.parts);
    note(contactId, counted);
    if (counted.alphabet === 'ucs2') addForced(text);
    return counted;
  }

  function note(contactId: number, { parts, units }: PartCount): void {
    peopleByParts.set(parts, (peopleByParts.get(parts) ?? 0) + 1);
    if (worst === null || parts > worst.parts || (parts === worst.parts && units > worst.units)) {
      worst = { contactId, parts, units };
    }
  }

  return {
    add: (contactId, text, country = null) => add(contactId, text, country),
    addMms(contactId, text, country) {
      const counted = { ...countParts(text), parts: partsOfMms };
      mmsByCountry.set(country, (mmsByCountry.get(country) ?? 0) + 1);
      note(contactId, counted);
      return counted;
    },
    addLinked(contactId, text, country, reason) {
      linkedBy.set(reason, (linkedBy.get(reason) ?? 0) + 1);
      return add(contactId, text, country);
    },
    addUnwritable(contactId, { code, missing }) {
      unwritablePeople += 1;
      for (const field of missing.length > 0 ? missing : [null]) {
        const key = `${code} ${field}`;
        const known = unwritable.get(key) ?? { code, field, people: 0, contactIds: [] };
        unwritable.set(key, known);
        known.people += 1;
        if (known.contactIds.length < examplesKept) known.contactIds.push(contactId);
      }
    },
    result() {
      const byParts = [...peopleByParts]
        .map(([parts, people]) => ({ parts, people }))
        .sort((a, b) => a.parts - b.parts);
      const rendered = byParts.reduce((sum, one) => sum + one.people, 0);
      const total = byParts.reduce((sum, one) => sum + one.parts * one.people, 0);
      return {
        people: rendered + unwritablePeople,
        parts: {
          min: byParts[0]?.parts ?? 0,
          average: rendered === 0 ? 0 : Math.round((total / rendered) * 100) / 100,
          max: byParts.at(-1)?.parts ?? 0,
          total,
        },
        byParts,
        byCountry: [
          ...[...partsByCountry].map(([country, parts]) => ({ country, parts })),
          ...[...mmsByCountry].map(([country, parts]) => ({ country, parts, kind: 'mms' as const })),
        ],
        ...mmsOf(mmsByCountry, linkedBy),
        ucs2People,
        worst,
        forcedUcs2: listForced(inBody, forced, ucs2People),
        unwritable: [...unwritable.values()].sort((a, b) => b.people - a.people),
        unwritablePeople,
      };
    },
  };
}

const sumOf = (counts: ReadonlyMap<unknown, number>) =>
  [...counts.values()].reduce((sum, one) => sum + one, 0);

function mmsOf(
  mmsByCountry: ReadonlyMap<string | null, number>,
  linkedBy: ReadonlyMap<string, number>,
): Pick<Estimate, 'mms'> {
  if (mmsByCountry.size + linkedBy.size === 0) return {};
  const reasons = [...linkedBy].map(([reason, people]) => ({ reason, people }));
  return { mms: { people: sumOf(mmsByCountry), withLink: sumOf(linkedBy), reasons } };
}

// A character in the body reaches everybody whose text is UCS-2 at all, which is everybody when it stands outside a branch.
function listForced(
  inBody: readonly Ucs2Character[],
  forced: ReadonlyMap<string, { found: Ucs2Character; people: number }>,
  ucs2People: number,
): ForcedCharacter[] {
  const bodyOnes = new Map(inBody.map((one) => [one.character, one]));
  const fromBody = [...bodyOnes.values()].map((found) => ({ found, people: ucs2People, isInBody: true }));
  const fromPeople = [...forced.values()]
    .filter(({ found }) => !bodyOnes.has(found.character))
    .map((one) => ({ ...one, isInBody: false }));
  return [...fromBody, ...fromPeople.sort((a, b) => b.people - a.people)].map(
    ({ found, people, isInBody }) => ({
      character: found.character,
      name: found.name,
      replacement: found.replacement,
      people,
      isInBody,
    }),
  );
}

function codesOf(found: readonly Ucs2Character[]): ReadonlySet<number> {
  const codes = new Set<number>();
  for (const { character } of found) {
    for (let at = 0; at < character.length; at += 1) codes.add(character.charCodeAt(at));
  }
  return codes;
}

function hasOtherUcs2(text: string, known: ReadonlySet<number>): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (gsmUnitsOfCode(code) === 0 && !known.has(code)) return true;
  }
  return false;
}
