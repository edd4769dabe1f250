import { isPlainPurpose } from '@tidings/policy/content';
import { openPermission } from '@tidings/policy/permission';
import { closedCountries } from '@tidings/policy/registrations';
import { getWorkspace, type Workspace } from '../accounts/index.ts';
import { loadKnownNames, requireKnown, resolveChoice, rulesAsWords } from '../audiences/index.ts';
import { getPolicySetting, loadRulings, noRulings } from '../compliance/index.ts';
import { doNotCallKeys, getProgram, type Program, registersAsOf } from '../contacts/index.ts';
import { poolsIn } from '../coupons/index.ts';
import { sellingOf } from '../dispatch/index.ts';
import type { Context } from '../platform/context.ts';
import type { Tx } from '../platform/db/pool.ts';
import { Invalid } from '../platform/errors.ts';
import { getSender, type Sender } from '../senders/index.ts';
import type { SaidWords, SnippetVersions } from '../templates/index.ts';
import type { CampaignContent } from './campaign.ts';
import { hashContent } from './content-hash.ts';
import { type FeedingFiles, findFeedingFiles } from './feeding-files.queries.ts';
import { sayWords } from './frame-words.ts';
import { findHoldOut } from './part.queries.ts';
import type { CampaignPart } from './part.ts';
import type { StandingQuestion } from './standing.queries.ts';

/** Everything a campaign refers to, as it stands in this transaction. */
export type LoadedContent = {
  readonly program: Program;
  /** What its texts count as: marketing where its words sell, whatever the program is for. */
  readonly purpose: Program['purpose'];
  /** Bodies that the officer has found not to promote anything. */
  readonly cleared: readonly string[];
  readonly sender: Sender;
  readonly workspace: Workspace;
  readonly files: FeedingFiles | null;
  readonly question: StandingQuestion;
  readonly contentHash: Buffer;
  /** What is said, with the snippets in it. */
  readonly words: SaidWords;
};

type Content = Omit<CampaignContent, 'name'> & {
  readonly part?: CampaignPart | null;
  /** Which version of each snippet; left out or null for the latest. */
  readonly snippets?: SnippetVersions | null;
};

/** Refuses a campaign whose program, sender, lists or tags are not (or no longer) there. */
export async function requireReferences(
  tx: Tx,
  content: Content,
): Promise<{ program: Program; sender: Sender }> {
  const program = await getProgram(tx, content.programId);
  const sender = await getSender(tx, content.senderId);
  requireKnown(content, await loadKnownNames(tx, content));
  const bodies = [content.body, ...Object.values(content.texts)];
  if (program.purpose !== 'marketing' && bodies.some((body) => poolsIn(body).length > 0))
    throw new Invalid(
      'coupon.needs_marketing',
      'A coupon sells: choose a program for marketing, or take the coupon out of the words.',
      [
        {
          pointer: '/body',
          code: 'coupon.needs_marketing',
          detail: 'A coupon stands in texts of marketing only.',
        },
      ],
    );
  return { program, sender };
}

export async function loadContent(
  ctx: Pick<Context, 'secrets'>,
  tx: Tx,
  content: Content,
  now: Date,
): Promise<LoadedContent> {
  const words = await sayWords(tx, content);
  const { body, texts } = words;
  const { program, sender } = await requireReferences(tx, { ...content, body, texts });
  const { include, exclude, limit } = content;
  const choice = await resolveChoice(tx, { include, exclude, limit }, now);
  const files = await findFeedingFiles(tx, include);
  const workspace = await getWorkspace(tx);
  const { countries } = workspace;
  const { permissionStandard, version } = await getPolicySetting(tx);
  const permission = openPermission(permissionStandard);
  const isAsked = version > 0 && isPlainPurpose(program.purpose);
  const { cleared } = isAsked ? await loadRulings(tx) : noRulings;
  // One text that sells makes a campaign of marketing of it, whatever the others say.
  const doesSell = words.all.some(
    (one) => sellingOf({ purpose: program.purpose, body: one.body, isAnswer: false }, cleared) !== null,
  );
  const purpose = doesSell ? 'marketing' : program.purpose;
  const needs = { purpose, permission, now };
  const isSelling = purpose === 'marketing';
  // Words without a place for values are the same for everybody, and have been judged.
  const mayValuesSell =
    !isSelling && isPlainPurpose(purpose) && words.all.some((one) => one.body.includes('{'));
  const doNotCall =
    isSelling || mayValuesSell
      ? { keys: doNotCallKeys(ctx, tx.workspaceId), registersAsOf: await registersAsOf(tx) }
      : null;
  const closed = closedCountries(sender, now.getTime());
  return {
    ...{ program, purpose, cleared, sender, workspace, files, words },
    question: {
      senderId: sender.id,
      ...{ choice, program, importIds: files?.importIds ?? [], needs },
      ...{ countries, closedCountries: closed, part: content.part ?? null },
      holdOut: isSelling ? await findHoldOut(tx) : null,
      doNotCall: isSelling ? doNotCall : null,
      ifSelling: mayValuesSell
        ? { purpose, cleared, needs: { ...needs, purpose: 'marketing' }, doNotCall }
        : null,
    },
    contentHash: hashContent({ ...content, body, texts, program, rules: rulesAsWords(choice) }),
  };
}
