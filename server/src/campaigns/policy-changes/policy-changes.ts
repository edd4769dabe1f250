import { type ChangedPeople, changedPeople, type RuleChange, ruleChanges } from '@tidings/policy/hours';
import { getWorkspace, type Scope } from '../../accounts/index.ts';
import { loadOwnRules, whereaboutsOf } from '../../compliance/index.ts';
import { getOptOutPolicy, getProgram } from '../../contacts/index.ts';
import { countWaitingByPlace } from '../../dispatch/index.ts';
import type { Context } from '../../platform/context.ts';
import type { Tx } from '../../platform/db/pool.ts';
import { Invalid } from '../../platform/errors.ts';
import { listOpenCampaigns } from '../campaign.queries.ts';
import type { Campaign } from '../campaign.ts';
import { loadContent } from '../load-question.ts';
import { countPeopleByPlace, type PlacedPeople } from '../people-by-place.queries.ts';

/** A campaign that is checked, sending or paused, and whose people a change of the rules touches. */
export type TouchedCampaign = {
  readonly campaign: Campaign;
  /** Of one that is not launched: everybody who would get it; of one that is, everybody who still waits. */
  readonly people: number;
  readonly lines: readonly ChangedPeople[];
};

export type PolicyChanges = {
  readonly from: string;
  readonly on: string;
  readonly rules: readonly RuleChange[];
  /** What an opt-out by reply reaches on either day, where that differs. */
  readonly optOut: { readonly before: string; readonly after: string } | null;
  readonly campaigns: readonly TouchedCampaign[];
  /** True where there are more open campaigns than were looked at. */
  readonly isCut: boolean;
};

// Each is counted over its whole audience, some seconds for a million people.
const mostCampaigns = 20;
const furthestDays = 3 * 366;

/** Which rules begin or end until a day, and whose text would be held or let go otherwise for it. Changes nothing. */
export async function findPolicyChanges(
  ctx: Context,
  scope: Scope,
  wish: { on: string; from?: string | undefined },
): Promise<PolicyChanges> {
  const from = wish.from ?? ctx.clock.now().toISOString().slice(0, 10);
  refuseDates(from, wish.on);
  return ctx.db.tx(scope.workspaceId, async (tx) => {
    const own = await loadOwnRules(tx);
    const open = await listOpenCampaigns(tx, mostCampaigns + 1);
    const campaigns: TouchedCampaign[] = [];
    for (const campaign of open.slice(0, mostCampaigns)) {
      const groups = await groupsOf(ctx, tx, campaign);
      const lines = changedPeople(own, groups, from, wish.on);
      const people = groups.reduce((sum, group) => sum + group.people, 0);
      campaigns.push({ campaign, people, lines });
    }
    return {
      ...{ from, on: wish.on, campaigns, isCut: open.length > mostCampaigns },
      rules: ruleChanges(own, from, wish.on),
      optOut: await optOutChange(tx, from, wish.on),
    };
  });
}

async function groupsOf(ctx: Pick<Context, 'clock' | 'secrets'>, tx: Tx, campaign: Campaign) {
  const now = ctx.clock.now();
  const { purpose } = await getProgram(tx, campaign.programId);
  const { timeZone } = await getWorkspace(tx);
  const placed: readonly PlacedPeople[] =
    campaign.status === 'checked'
      ? await countPeopleByPlace(tx, (await loadContent(ctx, tx, campaign, now)).question)
      : await countWaitingByPlace(tx, campaign.id);
  return placed.map((one) => ({
    text: { ...whereaboutsOf(one.number, one, timeZone), purpose },
    people: one.people,
  }));
}

async function optOutChange(tx: Tx, from: string, on: string): Promise<PolicyChanges['optOut']> {
  const scopeOn = async (date: string) => (await getOptOutPolicy(tx, new Date(`${date}T12:00:00Z`))).scope;
  const [before, after] = [await scopeOn(from), await scopeOn(on)];
  return before === after ? null : { before, after };
}

function refuseDates(from: string, on: string): void {
  const fault = [
    ['/from', from],
    ['/on', on],
  ].find(([, date = '']) => !isDay(date));
  if (fault) throw invalid(fault[0] ?? '', `“${fault[1]}” is no day of the calendar, such as 2027-01-01.`);
  const days = (Date.parse(on) - Date.parse(from)) / 86_400_000;
  if (days <= 0)
    throw invalid('/on', `${on} is not after ${from}: ask about a later day, or from an earlier one.`);
  if (days > furthestDays)
    throw invalid('/on', 'Nobody knows the law so far ahead: ask about a day within three years.');
}

function isDay(date: string): boolean {
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().slice(0, 10) === date;
}

const invalid = (pointer: string, detail: string): Invalid =>
  new Invalid('policy_changes.bad_day', detail, [{ pointer, code: 'policy_changes.bad_day', detail }]);
