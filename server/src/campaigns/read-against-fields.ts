import { inLanguages, languageField, type Template } from '@tidings/sms';
import { listContactFields, preferencesField, standardFields } from '../contacts/index.ts';
import { withSampleCoupons } from '../coupons/index.ts';
import { openFields } from '../merging/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { SaidText } from '../templates/index.ts';
import { withSampleLinks } from './campaign-links.ts';
import type { LoadedContent } from './load-question.ts';
import { type Finding, readBody } from './text-problems.ts';

export type ReadWords = {
  /**
   * With something as long as a short link or a code where those will stand, to count parts with; in every language, each
   * for those who read it. Null where any text cannot be read.
   */
  readonly template: Template | null;
  /** By their places in the words as they were written. */
  readonly problems: Finding[];
  /** How many codes nobody has yet, by pool of coupons. */
  readonly codesLeft: ReadonlyMap<string, number>;
};

type ReadText = { readonly text: SaidText; readonly template: Template | null; readonly problems: Finding[] };

/** Reads the words of a campaign against the fields, the links and the coupons that there are. */
export async function readAgainstFields(
  ctx: Pick<Context, 'origin' | 'clock'>,
  tx: Tx,
  { words }: Pick<LoadedContent, 'words'>,
  shortensLinks: boolean,
): Promise<ReadWords> {
  const own = await listContactFields(tx);
  const fields = [...standardFields, preferencesField, languageField, ...own.map(({ name }) => name)];
  const codesLeft = new Map<string, number>();
  const texts: ReadText[] = [];
  for (const text of words.all) {
    const coupons = await withSampleCoupons(tx, text.body, ctx.clock.now());
    for (const [pool, left] of coupons.left) codesLeft.set(pool, left);
    const bare = readBody(text.body, [...fields, ...coupons.fields]);
    const ours = await openFields(tx, [bare.template]);
    // What a snippet that is not there is called was said by whoever put snippets in place.
    const known = [...fields, ...coupons.fields, ...ours.names, ...unknownSnippets(bare.template)];
    const asWritten = readBody(text.body, known);
    const links = shortensLinks
      ? await withSampleLinks(ctx, tx, text.body)
      : { body: text.body, problems: [] };
    const counted = coupons.fill(links.body);
    texts.push({
      text,
      template: counted === text.body ? asWritten.template : readBody(counted, known).template,
      problems: [
        ...asWritten.problems,
        ...(asWritten.template ? ours.problemsOf(asWritten.template) : []).map(inBody),
        ...coupons.problems.map(inBody),
        ...links.problems,
      ].map((one) => placed(one, text)),
    });
  }
  const template = joined(texts);
  const isLinked = template?.fields.some(({ name }) => name === preferencesField) ?? false;
  return {
    template,
    problems: [
      ...words.all.flatMap(({ problems, pointer, tag }) =>
        problems.map(({ code, sentence, position }) => ({
          code,
          sentence: said(sentence, tag),
          position,
          pointer,
        })),
      ),
      ...texts.flatMap(({ problems }) => problems),
      ...(isLinked && ctx.origin === undefined ? [noAddress] : []),
    ],
    codesLeft,
  };
}

const inBody = <T extends { code: string; sentence: string; position: number }>(one: T): Finding => ({
  ...one,
  pointer: '/body',
});

/** By its place in what was written, in the text that it is about. */
function placed(one: Finding, { pointer, tag, placeOf }: SaidText): Finding {
  const { position, end } = one;
  return {
    ...{ ...one, pointer, sentence: said(one.sentence, tag) },
    ...(position === undefined ? {} : { position: placeOf(position) }),
    ...(end === undefined ? {} : { end: placeOf(Math.max(end - 1, 0)) + 1 }),
  };
}

const said = (sentence: string, tag: string | null) =>
  tag === null ? sentence : `In the text for ${tag}: ${sentence}`;

const unknownSnippets = (template: Template | null): string[] =>
  template?.fields.flatMap(({ name }) => (name.startsWith('snippet.') ? [name] : [])) ?? [];

function joined(texts: readonly ReadText[]): Template | null {
  const [body, ...others] = texts;
  if (!body?.template) return null;
  const byTag = new Map<string, Template>();
  for (const { text, template } of others) {
    if (template === null || text.tag === null) return null;
    byTag.set(text.tag, template);
  }
  return inLanguages(body.template, byTag);
}

const noAddress: Finding = {
  code: 'merge.no_address',
  sentence:
    'Take out {{ preferences_link }}, or have an operator set TIDINGS_PUBLIC_URL: nobody knows yet where people reach their page.',
  pointer: '/body',
};

/** Pools that have fewer codes than there are people: the rest would wait. */
export function findCouponWarnings({ codesLeft }: Pick<ReadWords, 'codesLeft'>, people: number): Finding[] {
  return [...codesLeft].flatMap(([pool, left]) => {
    if (left === 0 || left >= people) return [];
    const sentence = `The coupons “${pool}” have ${left.toLocaleString('en-US')} codes left for ${people.toLocaleString('en-US')} people: add codes, or the rest waits until somebody does. Who has a code of them already keeps it.`;
    return [{ code: 'coupon.too_few_codes', sentence, pointer: '/body', people: people - left }];
  });
}
