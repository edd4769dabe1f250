import { inLanguages, parseTemplate, render, type Template } from '@tidings/sms';
import { type Contact, getProgram } from '../contacts/index.ts';
import { withSampleCoupons } from '../coupons/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getSender } from '../senders/index.ts';
import type { SaidWords } from '../templates/index.ts';
import type { CampaignContent } from './campaign.ts';
import { sayWords } from './frame-words.ts';
import { loadSampleValues } from './sample-values.ts';

/** The words of one person; or why there are none. */
export type TestWords =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly code: string; readonly sentence: string };

/** What is tried: a campaign, or words that are in none yet. */
export type TriedContent = Parameters<typeof sayWords>[1] & Pick<CampaignContent, 'senderId'>;

/**
 * The words of a campaign as each of these people would get them, in the order of the people. Samples stand for the codes of
 * coupons, and addresses as they are: neither is spent before it goes to those whom it is for.
 *
 * @param language in place of the one that each of them reads
 */
export async function testWordsFor(
  ctx: Context,
  tx: Tx,
  content: TriedContent,
  people: readonly Contact[],
  language: string | null,
): Promise<TestWords[]> {
  const said = await sayWords(tx, content);
  const program = await getProgram(tx, content.programId);
  const sender = await getSender(tx, content.senderId);
  const read = await readTexts(ctx, tx, said.all);
  if ('code' in read) return people.map(() => ({ ok: false, ...read }));
  const valuesOf = await loadSampleValues(ctx, tx, { program, sender }, read, people);
  return people.map((contact): TestWords => {
    const known = valuesOf(contact);
    const values = language === null ? known : new Map<string, unknown>([...known, ['language', language]]);
    const rendered = render(read, values);
    return rendered.ok
      ? { ok: true, text: rendered.text }
      : { ok: false, code: rendered.code, sentence: rendered.sentence };
  });
}

type Flaw = { readonly code: string; readonly sentence: string };

async function readTexts(
  ctx: Pick<Context, 'clock'>,
  tx: Tx,
  texts: SaidWords['all'],
): Promise<Template | Flaw> {
  const read = new Map<string | null, Template>();
  for (const { tag, body, problems } of texts) {
    const [flaw] = problems;
    if (flaw) return { code: flaw.code, sentence: flaw.sentence };
    const coupons = await withSampleCoupons(tx, body, ctx.clock.now());
    const parsed = parseTemplate(coupons.fill(body));
    if (!parsed.ok)
      return {
        code: parsed.errors[0]?.code ?? 'merge.unreadable',
        sentence: parsed.errors[0]?.sentence ?? 'Mend the text.',
      };
    read.set(tag, parsed.template);
  }
  const forAll = read.get(null);
  if (!forAll) return { code: 'text.empty', sentence: 'Write a text: there is none yet.' };
  const others = [...read].flatMap(([tag, one]): [string, Template][] => (tag === null ? [] : [[tag, one]]));
  return inLanguages(forAll, new Map(others));
}
