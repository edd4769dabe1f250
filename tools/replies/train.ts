import {
  bucketCount,
  dampingOf,
  featuresOf,
  hashOf,
  isName,
  labels,
  type Prepared,
  prepare,
  readablePart,
  type StoredModel,
  type Vocabulary,
} from '@tidings/sms/reply-model';
import { corpusHash, type Example } from './corpus.ts';
import { vary } from './variations.ts';

// Multinomial logistic regression over hashed features, by AdaGrad. Everything is fixed (order, seed, arithmetic), so the
// same corpus gives the same bytes.
const rounds = 8;
const roundsAveraged = 3; // The mean of the last rounds depends less on the order of sentences than the last one alone.
const shareLeftOut = 0.2; // Of the features of a sentence, anew in each round.
const stepSize = 0.15;
const shrink = 3e-5; // L2: keeps rare pieces of words from deciding anything alone.
const ordinaryWeight = 1.8; // Far more is said about everything else than about leaving; the corpus has it the other way round.
const seed = 20_261_128;
// Fitted on folds of the corpus that training had not seen: without it the model is surer of itself than it is right.
const fittedSharpness = 1.05;

interface Row {
  readonly buckets: Int32Array;
  readonly target: readonly number[];
  readonly weight: number;
}

interface Trained {
  readonly weights: Float64Array;
  readonly biases: Float64Array;
}

/** Trains on `examples` and returns the model as it is stored, with the sharpness that fits `tuning` best. */
export function trainModel(examples: readonly Example[], sharpness = fittedSharpness): StoredModel {
  const prepared = examples.map((example) => ({ example, prepared: prepare(readablePart(example.text)) }));
  const vocabulary = vocabularyOf(prepared.map((each) => each.prepared));
  const knows: Vocabulary = (hash) => ((vocabulary[(hash & 0xffff) >> 3] ?? 0) & (1 << (hash & 7))) !== 0;
  const random = mulberry32(seed);
  const rows = vary(examples, random).map(({ label, text }): Row => {
    const { clauses, hints } = prepare(readablePart(text));
    return {
      buckets: Int32Array.from(featuresOf(clauses, hints, knows).buckets),
      target: targetOf(label),
      weight: label === 'none' ? ordinaryWeight : 1,
    };
  });
  const trained = descend(rows, random);
  return store(trained, vocabulary, sharpness);
}

// `ask` lies between leaving and nothing, and the model should say so rather than guess.
function targetOf(label: Example['label']): number[] {
  if (label === 'ask') return labels.map((each) => (each === 'none' || each === 'optout' ? 0.5 : 0));
  return labels.map((each) => (each === label ? 1 : 0));
}

const sentencesToKnow = 3; // A word of fewer sentences is more often a name or a slip than something to learn from.

function vocabularyOf(all: readonly Prepared[]): Uint8Array {
  const counts = new Map<string, number>();
  for (const { clauses } of all)
    for (const word of new Set(clauses.flat())) counts.set(word, (counts.get(word) ?? 0) + 1);
  const bits = new Uint8Array(8192);
  for (const [word, count] of counts) {
    if (count < sentencesToKnow || isName(word)) continue;
    const hash = hashOf(word) & 0xffff;
    bits[hash >> 3] = (bits[hash >> 3] ?? 0) | (1 << (hash & 7));
  }
  return bits;
}

function descend(rows: readonly Row[], random: () => number): Trained {
  const width = labels.length;
  const state: State = {
    weights: new Float64Array(bucketCount * width),
    squares: new Float64Array(bucketCount * width).fill(1e-6),
    biases: new Float64Array(width),
    sums: new Float64Array(width),
    kept: new Int32Array(rows.reduce((most, { buckets }) => Math.max(most, buckets.length), 0)),
  };
  const order = rows.map((_, at) => at);
  const meanWeights = new Float64Array(state.weights.length);
  const meanBiases = new Float64Array(width);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const at of order) {
      const row = rows[at];
      if (row) learn(row, thin(row, state.kept, random), state);
    }
    if (round < rounds - roundsAveraged) continue;
    for (const [at, weight] of state.weights.entries())
      meanWeights[at] = (meanWeights[at] ?? 0) + weight / roundsAveraged;
    for (const [at, bias] of state.biases.entries())
      meanBiases[at] = (meanBiases[at] ?? 0) + bias / roundsAveraged;
  }
  return { weights: meanWeights, biases: meanBiases };
}

/** What changes from row to row. `sums` and `kept` are room to work in, made once: there are a million rows to go through. */
interface State {
  readonly weights: Float64Array;
  readonly squares: Float64Array;
  readonly biases: Float64Array;
  readonly sums: Float64Array;
  readonly kept: Int32Array;
}

/** Keeps most features of a row, so that no single piece of a sentence comes to decide alone. Returns how many. */
function thin({ buckets }: Row, kept: Int32Array, random: () => number): number {
  let count = 0;
  for (const bucket of buckets) if (random() >= shareLeftOut) kept[count++] = bucket;
  return count;
}

function learn(row: Row, count: number, { weights, squares, biases, sums, kept }: State): void {
  const width = biases.length;
  const damping = dampingOf(count);
  for (let label = 0; label < width; label++) sums[label] = 0;
  for (let index = 0; index < count; index++) {
    const at = (kept[index] ?? 0) * width;
    for (let label = 0; label < width; label++) sums[label] = (sums[label] ?? 0) + (weights[at + label] ?? 0);
  }
  slope(row, damping, biases, sums);
  for (let label = 0; label < width; label++)
    biases[label] = (biases[label] ?? 0) - 0.02 * (sums[label] ?? 0);
  for (let index = 0; index < count; index++) {
    const first = (kept[index] ?? 0) * width;
    for (let label = 0; label < width; label++) {
      const at = first + label;
      const weight = weights[at] ?? 0;
      const step = (sums[label] ?? 0) * damping + shrink * weight;
      const square = (squares[at] ?? 0) + step * step;
      squares[at] = square;
      weights[at] = weight - (stepSize * step) / Math.sqrt(square);
    }
  }
}

/** Turns the sums of weights into how far each probability is from what it should be. */
function slope(row: Row, damping: number, biases: Float64Array, sums: Float64Array): void {
  let highest = -Infinity;
  for (let label = 0; label < sums.length; label++) {
    sums[label] = (sums[label] ?? 0) * damping + (biases[label] ?? 0);
    highest = Math.max(highest, sums[label] ?? 0);
  }
  let total = 0;
  for (let label = 0; label < sums.length; label++) {
    sums[label] = Math.exp((sums[label] ?? 0) - highest);
    total += sums[label] ?? 0;
  }
  for (let label = 0; label < sums.length; label++)
    sums[label] = row.weight * ((sums[label] ?? 0) / total - (row.target[label] ?? 0));
}

function store({ weights, biases }: Trained, vocabulary: Uint8Array, sharpness: number): StoredModel {
  let largest = 0;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = Number((largest / 127).toPrecision(6));
  const bytes = Buffer.from(Int8Array.from(weights, (weight) => Math.round(weight / scale)).buffer);
  return {
    corpus: corpusHash(),
    scale,
    sharpness,
    biases: Array.from(biases, (bias) => Number(bias.toPrecision(6))),
    vocabulary: Buffer.from(vocabulary).toString('base64'),
    weights: bytes.toString('base64'),
  };
}

function shuffle(order: number[], random: () => number): void {
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] ?? 0, order[at] ?? 0];
  }
}

/** Numbers from 0 up to 1 that are the same on every machine (Mulberry32). */
export function mulberry32(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
