/**
 * What the reader of replies is made of, for those who train and measure it. Reading a reply needs only `readReply` of
 * `@tidings/sms`.
 */
export {
  bucketCount,
  type Features,
  featuresOf,
  type Hint,
  hashOf,
  type Vocabulary,
} from './reply/features.ts';
export { isName } from './reply/lexicon.ts';
export {
  dampingOf,
  type Label,
  labels,
  type Model,
  openModel,
  probabilitiesOf,
  type StoredModel,
  softmax,
} from './reply/model.ts';
export { readablePart } from './reply/normalise.ts';
export { type Prepared, prepare } from './reply/prepare.ts';
export { normaliseReply } from './reply-words.ts';
