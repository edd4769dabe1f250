import { type Static, Type } from 'typebox';
import { accountOf, type Scope } from '../accounts/index.ts';
import { nullable } from '../platform/http/nullable.ts';
import { publicId } from '../platform/ids.ts';
import { type Approval, approvalVerdicts, notChecked, standingStates } from './approval.ts';
import type { ApprovalsOfCampaign } from './approve-campaign.ts';
import type { ApprovedContent } from './approved-content.ts';
import type { Campaign } from './campaign.ts';
import type { WaitingCampaign } from './list-approvals.ts';

const Verdict = Type.Enum([...approvalVerdicts]);
const Time = Type.String({ format: 'date-time' });
const Note = Type.String({ minLength: 1, maxLength: 1_000 });
const Hash = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'content_sha256 of what was looked at; any edit since makes it another.',
});

const RequestAnswer = Type.Object(
  { note: Type.String(), by: Type.String(), asked_at: Time, is_of_this_content: Type.Boolean() },
  { description: 'What its author says to whoever is to approve it.' },
);

const standing = {
  state: Type.Enum(['not_checked', ...standingStates]),
  sentence: Type.String(),
  needed: Type.Integer(),
  given: Type.Integer(),
  is_own: Type.Boolean({ description: 'True for whoever wrote any of it: they cannot approve it.' }),
  content_sha256: nullable(Type.String()),
  people: nullable(Type.Integer()),
  request: nullable(RequestAnswer),
};

export const ApprovalsAnswer = Type.Object(
  {
    object: Type.Literal('campaign_approvals'),
    ...standing,
    data: Type.Array(
      Type.Object({
        verdict: Verdict,
        by: Type.String(),
        note: nullable(Type.String()),
        people: Type.Integer(),
        is_of_this_content: Type.Boolean(),
        given_at: Time,
        expires_at: Time,
      }),
    ),
  },
  { title: 'CampaignApprovals' },
);

export const ToApproveAnswer = Type.Object(
  {
    campaign_id: Type.String(),
    name: Type.String(),
    status: Type.Enum(['checked', 'scheduled']),
    created_at: Time,
    ...standing,
  },
  { title: 'CampaignToApprove' },
);

export const ApprovalBody = Type.Object(
  { verdict: Verdict, content_sha256: Hash, note: Type.Optional(nullable(Note)) },
  { additionalProperties: false },
);

export const ApprovalRequestBody = Type.Object({ note: Note }, { additionalProperties: false });

const ContentAnswer = Type.Object(
  {
    body: Type.String({ description: 'What is said, with snippets, brand and how to leave in it.' }),
    texts: Type.Record(Type.String(), Type.String()),
    media: nullable(Type.String()),
    subject: nullable(Type.String()),
    program: Type.String(),
    sender: Type.String(),
    audience: Type.String(),
    people: Type.Integer(),
    parts: Type.Integer(),
    cost: nullable(Type.Object({ amount: Type.String(), currency: Type.String() })),
    starts_at: nullable(Time),
  },
  { title: 'ContentToApprove' },
);

export const ApprovalSheetAnswer = Type.Object(
  {
    object: Type.Literal('approval_sheet'),
    campaign_id: Type.String(),
    now: ContentAnswer,
    approved: nullable(
      Type.Object(
        { by: Type.String(), given_at: Time, content: ContentAnswer },
        { description: 'The last version that somebody approved; null while none was.' },
      ),
    ),
  },
  { title: 'ApprovalSheet' },
);

function toStanding({ standing: found, subject, request }: ApprovalsOfCampaign, scope: Scope) {
  const account = accountOf(scope);
  return {
    ...(found ?? notChecked),
    is_own: account !== null && (subject?.authors.has(account) ?? false),
    content_sha256: subject?.contentHash.toString('hex') ?? null,
    people: subject?.people ?? null,
    request: request && {
      ...{ note: request.note, by: request.by, asked_at: request.askedAt.toISOString() },
      is_of_this_content: subject?.contentHash.equals(request.contentHash) ?? false,
    },
  };
}

export const toApprovals = (found: ApprovalsOfCampaign, scope: Scope): Static<typeof ApprovalsAnswer> => ({
  object: 'campaign_approvals',
  ...toStanding(found, scope),
  data: found.approvals.map((approval) => ({
    verdict: approval.verdict,
    by: approval.by,
    note: approval.note,
    people: approval.people,
    is_of_this_content: found.subject?.contentHash.equals(approval.contentHash) ?? false,
    given_at: approval.givenAt.toISOString(),
    expires_at: approval.expiresAt.toISOString(),
  })),
});

export const toWaiting = (
  { campaign, ...found }: WaitingCampaign,
  scope: Scope,
): Static<typeof ToApproveAnswer> => ({
  campaign_id: publicId('cmp', campaign.id),
  name: campaign.name,
  status: campaign.status === 'scheduled' ? 'scheduled' : 'checked',
  created_at: campaign.createdAt.toISOString(),
  ...toStanding(found, scope),
});

const toContent = ({ startsAt, texts, ...content }: ApprovedContent): Static<typeof ContentAnswer> => ({
  ...content,
  texts: { ...texts },
  starts_at: startsAt,
});

export function toSheet(
  campaign: Campaign,
  now: ApprovedContent,
  approved: Approval | null,
): Static<typeof ApprovalSheetAnswer> {
  return {
    object: 'approval_sheet',
    campaign_id: publicId('cmp', campaign.id),
    now: toContent(now),
    approved: approved?.content
      ? {
          ...{ by: approved.by, given_at: approved.givenAt.toISOString() },
          content: toContent(approved.content),
        }
      : null,
  };
}
