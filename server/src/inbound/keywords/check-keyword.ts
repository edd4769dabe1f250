import { checkTemplate, countParts, normaliseReply, parseTemplate, readReply, render } from '@tidings/sms';
import { lintForProgram, type ProgramText } from '../../compliance/index.ts';
import { findAddressFault } from '../../platform/outside/address.ts';
import { editDistance } from './edit-distance.ts';
import { isOpen, type Keyword, type KeywordContent, titleOf } from './keyword.ts';
import { slipsIn, spellingsOf } from './match-keyword.ts';
import { reservedMeaning } from './reserved-words.ts';

/** What stands against a keyword (a problem), or what its author should know (a warning). */
export type Finding = {
  readonly code: string;
  readonly sentence: string;
  readonly pointer: string;
  /** Where in the words, and what to put there. */
  readonly position?: number;
  readonly end?: number;
  readonly suggestion?: string;
};
export type Findings = { readonly problems: readonly Finding[]; readonly warnings: readonly Finding[] };

/** What the check must know of the workspace. */
export type Surroundings = Pick<ProgramText, 'program' | 'brand' | 'country' | 'cleared'> & {
  /** All keywords that are not archived, but not the one that is being changed. */
  readonly others: readonly Keyword[];
  readonly fields: readonly string[];
  readonly now: Date;
  /** Why nobody can join the program yet; null where people can. */
  readonly joinLack: string | null;
};

/** Everything that can be said about a keyword before anybody has sent it. Pure. */
export function checkKeyword(content: KeywordContent, around: Surroundings): Findings {
  const said = lintBodies(content, around);
  const problems = [
    ...findBadWords(content),
    ...findBadDates(content, around.now),
    ...findKindProblems(content),
    ...findJoinProblems(content, around),
    ...findBodyProblems(content, content.kind === 'vote' ? [...around.fields, 'choice'] : around.fields),
    ...findMediaProblems(content),
    ...findConflicts(content, around.others),
    ...said.problems,
  ];
  return {
    problems,
    warnings: problems.length > 0 ? [] : [...said.warnings, ...findWarnings(content, around)],
  };
}

/** What goes along needs words to go along with, which only some kinds say. */
function findMediaProblems({ media, body }: KeywordContent): Finding[] {
  if (media.length === 0 || (body !== null && body.trim() !== '')) return [];
  return [
    finding(
      'keyword.media_without_words',
      'Write the words of the answer that the picture goes along with.',
      '/media',
    ),
  ];
}

const mostWords = 20;
const longestWord = 34;

function findBadWords(content: KeywordContent): Finding[] {
  const { kind, words, choices } = content;
  if (kind === 'default')
    return words.length === 0
      ? []
      : [
          finding(
            'keyword.default_has_words',
            'Leave words out: a default answers what is no keyword.',
            '/words',
          ),
        ];
  if (words.length === 0)
    return [finding('keyword.no_words', 'Give the keyword at least one word that people send.', '/words')];
  if (words.length > mostWords)
    return [
      finding(
        'keyword.too_many_words',
        `Give at most ${mostWords} words; there are ${words.length}.`,
        '/words',
      ),
    ];
  const named = [
    ...words.map((word, at) => ({ word, pointer: `/words/${at}` })),
    ...choices.flatMap((choice, at) =>
      spellingsOf(choice).map((word) => ({ word, pointer: `/choices/${at}` })),
    ),
  ];
  const seen = new Map<string, string>();
  return named.flatMap(({ word, pointer }) => {
    const bad = findBadWord(word, pointer);
    if (bad) return [bad];
    const spelled = normaliseReply(word);
    const twin = seen.get(spelled);
    seen.set(spelled, word);
    return twin === undefined
      ? []
      : [
          finding(
            'keyword.word_twice',
            `“${word}” and “${twin}” are the same word to the reader. Leave one out.`,
            pointer,
          ),
        ];
  });
}

function findBadWord(word: string, pointer: string): Finding | null {
  const spelled = normaliseReply(word);
  if (spelled === '')
    return finding(
      'keyword.no_letters',
      `Give “${word.slice(0, 40)}” letters or digits: emoji and signs are not told apart in what people write.`,
      pointer,
    );
  if (spelled.length > longestWord)
    return finding(
      'keyword.word_too_long',
      `Shorten “${word.slice(0, 40)}”: people do not type more than ${longestWord} characters.`,
      pointer,
    );
  const meaning = reservedMeaning(word);
  return meaning === null
    ? null
    : finding('keyword.reserved', `Choose another word than “${word}”: ${meaning}.`, pointer);
}

function findBadDates({ startsAt, endsAt }: KeywordContent, now: Date): Finding[] {
  if (startsAt !== null && endsAt !== null && endsAt <= startsAt)
    return [finding('keyword.ends_before_start', 'Let the keyword end after it starts.', '/ends_at')];
  if (endsAt !== null && endsAt <= now)
    return [
      finding('keyword.over', 'Let the keyword end in the future: it would never be open.', '/ends_at'),
    ];
  return [];
}

function findKindProblems(content: KeywordContent): Finding[] {
  const { kind, body, tags, choices, address } = content;
  const found: Finding[] = [];
  const needsBody = kind === 'reply' || kind === 'contest' || kind === 'vote' || kind === 'default';
  if (needsBody && body === null)
    found.push(finding('keyword.no_body', 'Write the answer that people get.', '/body'));
  if (kind === 'tag' && tags.length === 0)
    found.push(finding('keyword.no_tags', 'Name the tags that people get.', '/tags'));
  if (kind === 'vote' && choices.length < 2)
    found.push(finding('keyword.too_few_choices', 'Give at least two things to vote for.', '/choices'));
  if (kind !== 'vote' && choices.length > 0)
    found.push(finding('keyword.needless_choices', 'Leave choices out: only a vote has them.', '/choices'));
  if (kind === 'webhook' && address === null)
    found.push(finding('keyword.no_address', 'Give the https address that is called.', '/address'));
  if (kind !== 'webhook' && address !== null)
    found.push(
      finding('keyword.needless_address', 'Leave the address out: only a webhook is called.', '/address'),
    );
  const fault = address === null ? null : findAddressFault(address);
  return fault ? [...found, finding(`keyword.${fault.code}`, fault.sentence, '/address')] : found;
}

/** Whoever joins must be told everything that the program promises, so nobody writes that text by hand. */
function findJoinProblems({ kind, body }: KeywordContent, { joinLack }: Surroundings): Finding[] {
  if (kind !== 'join') return [];
  const found: Finding[] = [];
  if (body !== null) {
    const sentence =
      'Leave the answer out: whoever joins gets the text of the program, which says all it must.';
    found.push(finding('keyword.needless_body', sentence, '/body'));
  }
  if (joinLack !== null) found.push(finding('keyword.not_joinable', joinLack, '/program_id'));
  return found;
}

function findBodyProblems({ body, againBody }: KeywordContent, fields: readonly string[]): Finding[] {
  return [
    ...(body === null ? [] : findTextProblems(body, '/body', fields)),
    ...(againBody === null ? [] : findTextProblems(againBody, '/again_body', fields)),
  ];
}

/** Anybody may send a keyword, also somebody of whom we know nothing but the number: every other field needs a fallback. */
function findTextProblems(body: string, pointer: string, fields: readonly string[]): Finding[] {
  if (body.trim() === '') return [finding('text.empty', 'Write a text: there is none yet.', pointer)];
  if (body.includes('\0'))
    return [finding('text.bad_character', 'Leave out the NUL character: no text can hold it.', pointer)];
  const parsed = parseTemplate(body);
  const errors = parsed.ok ? checkTemplate(parsed.template, fields) : parsed.errors;
  if (!parsed.ok || errors.length > 0)
    return errors.map(({ code, sentence }) => finding(code, sentence, pointer));
  const rendered = render(parsed.template, new Map(safeFields));
  if (rendered.ok) return [];
  if (rendered.missing.length === 0) return [finding(rendered.code, rendered.sentence, pointer)];
  const sentence = `Give ${rendered.missing.join(', ')} a fallback, such as {{ ${rendered.missing[0]} | default: "there" }}: strangers send keywords too.`;
  return [finding('keyword.needs_fallback', sentence, pointer)];
}

// What is known of everybody who sends a keyword, and of everybody who votes.
const safeFields = [
  ['number', '+12025550100'],
  ['choice', 'A choice'],
] as const;

/** Two keywords that mean the same word on the same number at the same time: nobody could say which is meant. */
function findConflicts(content: KeywordContent, others: readonly Keyword[]): Finding[] {
  const mine = new Set(spellings(content));
  return others
    .filter((other) => isBesides(content, other))
    .flatMap((other) => {
      if (content.kind === 'default' || other.kind === 'default')
        return content.kind === other.kind && content.senderId === other.senderId
          ? [
              finding(
                'keyword.default_taken',
                'There is a default answer for this number already. Change that one.',
                '/kind',
              ),
            ]
          : [];
      const shared = spellings(other).find((word) => mine.has(word));
      if (shared === undefined) return [];
      const where = other.senderId === null ? 'on every number' : 'on this number';
      const sentence = `Choose another word than “${shared}”, or other dates: the keyword ${titleOf(other)} takes it ${where} already.`;
      return [finding('keyword.word_taken', sentence, '/words')];
    });
}

function isBesides(one: KeywordContent, other: Keyword): boolean {
  if (one.senderId !== null && other.senderId !== null && one.senderId !== other.senderId) return false;
  const isBefore = one.endsAt !== null && other.startsAt !== null && one.endsAt <= other.startsAt;
  const isAfter = other.endsAt !== null && one.startsAt !== null && other.endsAt <= one.startsAt;
  return other.archivedAt === null && !isBefore && !isAfter;
}

/** Everything that means this keyword, as it is compared. */
const spellings = ({ words, choices }: KeywordContent): string[] =>
  [...words, ...choices.flatMap(spellingsOf)].map(normaliseReply);

/** Whoever sends a keyword knows whom they write to, so that the brand is a matter of manners; everything else holds as ever. */
function lintBodies(
  { body, againBody }: KeywordContent,
  { program, brand, country, cleared = [] }: Surroundings,
): Findings {
  const lint = (words: string | null, pointer: string): Findings =>
    words === null || words.trim() === ''
      ? { problems: [], warnings: [] }
      : lintForProgram({ program, brand, country, cleared, body: words, isAnswer: true }, pointer);
  const [first, again] = [lint(body, '/body'), lint(againBody, '/again_body')];
  return {
    problems: [...first.problems, ...again.problems].filter(({ code }) => code !== 'merge.foreign_tag'),
    warnings: [...first.warnings, ...again.warnings],
  };
}

const comfortableParts = 3;

function findWarnings(content: KeywordContent, { others, now }: Surroundings): Finding[] {
  const { body, words, senderId } = content;
  const warnings: Finding[] = [];
  const parts = body === null ? 0 : countParts(body).parts;
  if (parts > comfortableParts)
    warnings.push(
      finding('text.long', `Shorten the answer: it takes ${parts} parts, each of which costs.`, '/body'),
    );
  const strange = words.find((word) => readReply(word).marks.includes('unknown_script'));
  if (strange !== undefined)
    warnings.push(
      finding(
        'keyword.unread_letters',
        `Nobody but you can tell what “${strange}” means: the reader does not read these letters. Make sure that it is not how people say STOP in that language.`,
        '/words',
      ),
    );
  for (const other of others) {
    if (!isOpen(other, senderId ?? other.senderId, now)) continue;
    const near = spellings(other).find((theirs) =>
      words.map(normaliseReply).some((mine) => {
        const bound = Math.min(slipsIn(mine), slipsIn(theirs));
        return bound > 0 && editDistance(mine, theirs, bound) <= bound;
      }),
    );
    if (near !== undefined)
      warnings.push(
        finding(
          'keyword.near',
          `“${near}” of ${titleOf(other)} is only a slip away; neither is offered for a misspelling of both.`,
          '/words',
        ),
      );
  }
  return warnings;
}

const finding = (code: string, sentence: string, pointer: string): Finding => ({ code, sentence, pointer });
