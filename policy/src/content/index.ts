export { wordsUnder } from './covered-words.ts';
export {
  type LintChannel,
  type LintFinding,
  type LintInput,
  type LintPurpose,
  lintChannels,
  promotionalPurposes,
  type Redirects,
  type Severity,
} from './finding.ts';
export { findLinks, isWithin, type Link, ownDomainsOf } from './links.ts';
export { hasErrors, lintText } from './lint-text.ts';
export { closingLine, optOutLine, tellsHowToLeave } from './opt-out-words.ts';
export {
  findPromotion,
  isPlainPurpose,
  type Promotion,
  promotionOfWords,
  promotionSentence,
} from './promotion.ts';
export { type ContentPack, type ContentRow, contentRows, contentVersion } from './rule-rows.ts';
export {
  addressesToShorten,
  replaceAddresses,
  type ShortenedLink,
  tokenLength,
  withSampleTokens,
} from './short-links.ts';
export { isShortener, publicShorteners } from './shorteners.ts';
