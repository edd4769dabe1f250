import { bucketCount, type Features, type Vocabulary } from './features.ts';

/** What a reply can ask for. `none`: nothing that concerns getting texts. */
export const labels = ['none', 'optout', 'wrong_number', 'help', 'optin'] as const;
export type Label = (typeof labels)[number];

/** The model as it lies in model.json. Rebuilt by `npm run replies -- train`. */
export interface StoredModel {
  /** SHA-256 of the sentences it was made from, so that a stale model is noticed. */
  readonly corpus: string;
  /** Weights are whole numbers of −127 to 127; times this they are what training gave. */
  readonly scale: number;
  /** What scores are multiplied by before they become probabilities, so that 0.9 is right nine times in ten. */
  readonly sharpness: number;
  readonly biases: readonly number[];
  /** One bit for each of 65,536 word hashes, base64. */
  readonly vocabulary: string;
  /** A row of `labels.length` bytes for each bucket, base64. */
  readonly weights: string;
}

/** A model ready for use. */
export interface Model {
  readonly knows: Vocabulary;
  readonly weights: Int8Array;
  readonly scale: number;
  readonly sharpness: number;
  readonly biases: readonly number[];
}

export function openModel(stored: StoredModel): Model {
  const bits = bytesOf(stored.vocabulary);
  return {
    knows: (hash) => ((bits[(hash & 0xffff) >> 3] ?? 0) & (1 << (hash & 7))) !== 0,
    weights: new Int8Array(bytesOf(stored.weights).buffer, 0, bucketCount * labels.length),
    scale: stored.scale,
    sharpness: stored.sharpness,
    biases: stored.biases,
  };
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  const letters = atob(base64);
  const bytes = new Uint8Array(letters.length);
  // A plain loop: letter by letter through an iterator took a fifth of a second of every start.
  for (let at = 0; at < letters.length; at += 1) bytes[at] = letters.charCodeAt(at);
  return bytes;
}

/** What longer replies are damped by: their many pieces say the same thing more than once. */
export function dampingOf(featureCount: number): number {
  return 1 / Math.sqrt(Math.max(20, featureCount));
}

/** The probability of each label, in the order of `labels`. They add up to 1. */
export function probabilitiesOf(model: Model, { buckets }: Features): readonly number[] {
  const { weights } = model;
  // One variable a label, in the order of `labels`: a loop over them takes twice as long.
  let [none, optout, wrong, help, optin] = [0, 0, 0, 0, 0];
  for (let at = 0; at < buckets.length; at++) {
    const row = (buckets[at] ?? 0) * labels.length;
    none += weights[row] ?? 0;
    optout += weights[row + 1] ?? 0;
    wrong += weights[row + 2] ?? 0;
    help += weights[row + 3] ?? 0;
    optin += weights[row + 4] ?? 0;
  }
  const sums = [none, optout, wrong, help, optin];
  const damping = model.scale * dampingOf(buckets.length);
  return softmax(sums.map((sum, label) => (sum * damping + (model.biases[label] ?? 0)) * model.sharpness));
}

export function softmax(scores: readonly number[]): number[] {
  const highest = Math.max(...scores);
  const grown = scores.map((score) => Math.exp(score - highest));
  const total = grown.reduce((sum, each) => sum + each, 0);
  return grown.map((each) => each / total);
}

/** The index of the words that spoke most for `label` and against `none`, the strongest first; at most `most`. */
export function decidingWords(
  model: Model,
  { buckets, owners }: Features,
  label: Label,
  most: number,
): number[] {
  const [chosen, none] = [labels.indexOf(label), labels.indexOf('none')];
  const weightOf: number[] = [];
  for (let at = 0; at < buckets.length; at++) {
    const owner = owners[at] ?? -1;
    if (owner < 0) continue;
    const row = (buckets[at] ?? 0) * labels.length;
    const weight = (model.weights[row + chosen] ?? 0) - (model.weights[row + none] ?? 0);
    weightOf[owner] = (weightOf[owner] ?? 0) + weight;
  }
  const weightAt = (owner: number) => weightOf[owner] ?? 0;
  return [...weightOf.keys()]
    .filter((owner) => weightAt(owner) > 0)
    .sort((one, other) => weightAt(other) - weightAt(one))
    .slice(0, most);
}
