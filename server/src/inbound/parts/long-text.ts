import type { InboundPart } from '../../gateways/index.ts';

/** A part that is on record, and the text that it was taken to belong to. */
export type KeptPart = InboundPart & {
  readonly textId: string;
  readonly gatewayId: string;
  readonly receivedAt: Date;
  /** Null while its text waits for other parts. */
  readonly takenAt: Date | null;
};

export type NewPart = InboundPart & Pick<KeptPart, 'gatewayId' | 'receivedAt'>;

/** A long text as far as it has come. */
export type LongText = {
  readonly textId: string;
  /** In their order, and not all of them where some never came. */
  readonly parts: readonly KeptPart[];
};

export type Placed = {
  /** New on record. */
  readonly kept: readonly KeptPart[];
  /** Complete with these parts, in the order in which they became so. */
  readonly whole: readonly LongText[];
  /** Texts to which nothing can come any more, because a later one has taken their reference. */
  readonly givenUp: readonly LongText[];
};

/**
 * To which text each new part belongs. References of phones come round again after 255 texts, and carriers bring parts
 * again: the same octets under the same number are a repeat, other octets are the next text.
 */
export function placeParts(
  onRecord: readonly KeptPart[],
  fresh: readonly NewPart[],
  newId: () => string,
): Placed {
  const texts = new Map<string, Map<string, Open>>();
  for (const part of onRecord)
    textOf(texts, part, part.textId, part.takenAt !== null).parts.set(part.number, part);
  const kept: KeptPart[] = [];
  const whole: LongText[] = [];
  const givenUp: LongText[] = [];
  for (const part of fresh) {
    const siblings = [...(texts.get(keyOf(part))?.values() ?? [])];
    if (siblings.some(({ parts }) => isSame(parts.get(part.number), part))) continue;
    const open = siblings.find(({ isTaken }) => !isTaken);
    if (open?.parts.has(part.number)) {
      open.isTaken = true;
      givenUp.push(toLong(open));
    }
    const textId = open && !open.isTaken ? open.textId : newId();
    const text = textOf(texts, part, textId, false);
    const placed = { ...part, textId, takenAt: null };
    text.parts.set(part.number, placed);
    kept.push(placed);
    if (text.parts.size < part.total) continue;
    text.isTaken = true;
    whole.push(toLong(text));
  }
  return { kept, whole, givenUp };
}

type Open = { readonly textId: string; readonly parts: Map<number, KeptPart>; isTaken: boolean };

function textOf(
  texts: Map<string, Map<string, Open>>,
  part: NewPart,
  textId: string,
  isTaken: boolean,
): Open {
  const siblings = texts.get(keyOf(part)) ?? new Map<string, Open>();
  texts.set(keyOf(part), siblings);
  const found = siblings.get(textId) ?? { textId, parts: new Map<number, KeptPart>(), isTaken };
  siblings.set(textId, found);
  return found;
}

const toLong = ({ textId, parts }: Open): LongText => ({
  textId,
  parts: [...parts.values()].toSorted((a, b) => a.number - b.number),
});

const keyOf = ({ gatewayId, from, to, reference, total }: NewPart) =>
  [gatewayId, from, to, reference, total].join('\0');

const isSame = (before: KeptPart | undefined, part: NewPart) =>
  before !== undefined && Buffer.compare(before.octets, part.octets) === 0;
