import { openPermission } from '@tidings/policy/permission';
import { closedCountries } from '@tidings/policy/registrations';
import { getWorkspace, type Workspace } from '../accounts/index.ts';
import { loadKnownNames, requireKnown } from '../audiences/index.ts';
import { getPolicySetting } from '../compliance/index.ts';
import { getProgram, type Program } from '../contacts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import { getSender, type Sender } from '../senders/index.ts';
import type { CampaignContent } from './campaign.ts';
import { hashContent } from './content-hash.ts';
import { type FeedingFiles, findFeedingFiles } from './feeding-files.queries.ts';
import type { StandingQuestion } from './standing.queries.ts';

/** Everything a campaign refers to, as it stands in this transaction. */
export type LoadedContent = {
  readonly program: Program;
  readonly sender: Sender;
  readonly workspace: Workspace;
  readonly files: FeedingFiles | null;
  readonly question: StandingQuestion;
  readonly contentHash: Buffer;
};

type Content = Omit<CampaignContent, 'name'>;

/** Refuses a campaign whose program, sender, lists or tags are not (or no longer) there. */
export async function requireReferences(
  tx: Tx,
  content: Content,
): Promise<{ program: Program; sender: Sender }> {
  const program = await getProgram(tx, content.programId);
  const sender = await getSender(tx, content.senderId);
  requireKnown(content, await loadKnownNames(tx, content));
  return { program, sender };
}

export async function loadContent(tx: Tx, content: Content, now: Date): Promise<LoadedContent> {
  const { program, sender } = await requireReferences(tx, content);
  const { include, exclude } = content;
  const files = await findFeedingFiles(tx, include);
  const workspace = await getWorkspace(tx);
  const { countries } = workspace;
  const permission = openPermission((await getPolicySetting(tx)).permissionStandard);
  const needs = { purpose: program.purpose, permission, now };
  const closed = closedCountries(sender, now.getTime());
  return {
    program,
    sender,
    workspace,
    files,
    question: {
      ...{ choice: { include, exclude }, program, importIds: files?.importIds ?? [], needs },
      ...{ countries, closedCountries: closed },
    },
    contentHash: hashContent({ ...content, program }),
  };
}
