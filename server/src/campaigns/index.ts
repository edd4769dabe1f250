export { findApprovalPolicy, listApprovals } from './approval.queries.ts';
export { type Approval, isApprovalNeeded } from './approval.ts';
export { type ApprovalsOfCampaign, readApprovals } from './approve-campaign.ts';
export { getCampaign, listCampaigns, lockCampaign } from './campaign.queries.ts';
export {
  type Campaign,
  type CampaignContent,
  type CampaignId,
  type CampaignWish,
  isLeader,
} from './campaign.ts';
export { type MediaOf, noMediaKnown } from './campaign-mms.ts';
export { type CampaignMove, type CampaignStatus, decideMove } from './campaign-states.ts';
export { campaignRoutes } from './campaigns.routes.ts';
export {
  AudienceAnswer,
  AudienceBody,
  CampaignAnswer,
  CampaignId as CampaignParams,
  ConfirmVersion,
  readAudience,
  readCampaignId,
  readReference,
  toAudience,
  toCampaign,
  WaterfallAnswer,
} from './campaigns.schemas.ts';
export { checkCampaign } from './check-campaign.ts';
export { cloneCampaign, cloneWithin } from './clone-campaign.ts';
export { createCampaign, updateCampaign } from './create-campaign.ts';
export type { Estimate, ForcedCharacter, Unwritable } from './estimate.ts';
export { campaignReactions, finishCampaign } from './finish-campaign.ts';
export { type FlightCheck, lookAtFlight } from './flight/check-flight.ts';
export { sayWords } from './frame-words.ts';
export { forgetHours, listHours, readHourState } from './hours/answered-hour.queries.ts';
export type { ArmedPlan, PlanOf } from './hours/armed-plan.ts';
export { bestHourOf, type HourRange } from './hours/best-hour.ts';
export {
  type HourPlan,
  isPilot,
  longestDays,
  type Spread,
  slotsOf,
  startOfZone,
  type WhenPast,
  type ZonePeople,
  type ZoneStart,
} from './hours/hour-plan.ts';
export { hourJobs, learnHours } from './hours/learn-hours.ts';
export { leaveSchedule, lookAtSchedule, takeSchedule } from './hours/take-schedule.ts';
export { instantOfWall, readWall, type Wall, wallOf, writeWall } from './hours/wall.ts';
export { launchCampaign, launchWithin } from './launch-campaign.ts';
export { placedIn } from './lint-campaign.ts';
export { listToApprove } from './list-approvals.ts';
export { mostAround } from './most-around.ts';
export { findHoldOut, placeSql } from './part.queries.ts';
export { type CampaignPart, placeOf, whole } from './part.ts';
export { pauseCampaign, resumeCampaign, stopCampaign } from './pause-campaign.ts';
export { type Preview, previewCampaign, type Sample } from './preview-campaign.ts';
export { refuseUnseen } from './seen-version.ts';
export { simulationJobs } from './simulation/simulation.jobs.ts';
export { endSimulationsUnderWay } from './simulation/simulation.queries.ts';
export { startSimulation } from './simulation/start-simulation.ts';
export { compileStandings, peopleOfImportsSql, type StandingQuestion } from './standing.queries.ts';
export { findLeader, takeTest } from './take-test.ts';
export { type TestWords, type TriedContent, testWordsFor } from './test-words.ts';
export {
  type ExclusionReason,
  findFlaw,
  type WaterfallLine,
  type WaterfallName,
  waterfallOf,
} from './waterfall.ts';
export { waterfallNow } from './waterfall-now.ts';
