import { countParts } from '@tidings/sms';
import type { LintFinding } from './finding.ts';
import { type Check, findingAt, quote, type Reading, spanOf } from './reading.ts';

/** What one carrier or another filters or refuses without a rule that forbids it. All are warnings. */
export const checkCarrierHabits: Check = (reading) => [
  ...findMoneySigns(reading),
  ...findSeveralLinks(reading),
  ...findFakeReply(reading),
  ...findLinkAlone(reading),
  ...findTooManyParts(reading),
];

function findMoneySigns({ words, body }: Reading): LintFinding[] {
  const match = /\${2,}|€{2,}|£{2,}|💰{2,}|🤑/u.exec(words);
  if (!match) return [];
  const span = [match.index, match.index + match[0].length] as const;
  return [
    findingAt('carrier.money_signs', 'warning', span, {
      sentence: `${quote(body, span)} is scored as spam by every carrier.`,
      remedy: 'Write the amount, or leave the signs out.',
      fix: '',
    }),
  ];
}

const mostLinks = 2;

function findSeveralLinks({ links }: Reading): LintFinding[] {
  const [first, last] = [links[0], links.at(-1)];
  if (links.length <= mostLinks || !first || !last) return [];
  return [
    findingAt('carrier.several_links', 'warning', [first.start, last.end], {
      sentence: `${links.length} links in one text are filtered more often, at AT&T and T-Mobile above all.`,
      remedy: 'Link to one page from which people go on.',
    }),
  ];
}

function findFakeReply({ folded, body, purpose, ...rest }: Reading): LintFinding[] {
  const match = /^\s*(?:re|fw|fwd|rv)\s?:/.exec(folded.text);
  if (!match || purpose === 'conversational') return [];
  const span = spanOf({ folded, body, purpose, ...rest }, match.index, match[0].length);
  return [
    findingAt('carrier.fake_reply', 'warning', span, {
      sentence: `${quote(body, span)} pretends that people have written first.`,
      remedy: "Begin with the brand's name.",
      fix: '',
    }),
  ];
}

function findLinkAlone({ links, words }: Reading): LintFinding[] {
  const [link] = links;
  if (!link || links.length > 1) return [];
  const rest = `${words.slice(0, link.start)}${words.slice(link.end)}`.replace(/[^\p{L}\p{N}]/gu, '');
  if (rest.length >= 12) return [];
  return [
    findingAt('carrier.link_alone', 'warning', [link.start, link.end], {
      sentence: 'A text that is a link and little else is filtered as fraud.',
      remedy: 'Say who writes and what people find behind the link.',
    }),
  ];
}

// Most carriers' interfaces refuse more, and long texts arrive in pieces on some phones from about here.
const mostParts = 10;

function findTooManyParts({ words, body }: Reading): LintFinding[] {
  const { parts } = countParts(words.replaceAll('\ue000', 'x'));
  if (parts <= mostParts) return [];
  return [
    findingAt('carrier.too_long', 'warning', [0, body.length], {
      sentence: `This text takes ${parts} parts; most carriers take no more than ${mostParts}.`,
      remedy: 'Shorten it, or link to a page that tells the rest.',
    }),
  ];
}
