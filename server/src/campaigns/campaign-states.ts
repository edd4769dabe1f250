import { Conflict } from '../platform/errors.ts';

export type CampaignStatus =
  | 'draft'
  | 'checked'
  | 'scheduled'
  | 'testing'
  | 'sending'
  | 'paused'
  | 'stopped'
  | 'finished';
export type CampaignMove =
  | 'edit'
  | 'check'
  | 'schedule'
  | 'unschedule'
  | 'test'
  | 'launch'
  | 'pause'
  | 'resume'
  | 'resume_test'
  | 'stop'
  | 'drop'
  | 'finish';

type Rule = {
  readonly from: readonly CampaignStatus[];
  readonly to: CampaignStatus;
  /** Here the wish is already fulfilled: a second click, or news that comes twice, changes nothing. */
  readonly alreadyIn: readonly CampaignStatus[];
};

/**
 * The whole life of a campaign. Launching is the one wish that is never "already fulfilled": whoever comes second must
 * hear that it was not their click that sent the texts.
 */
export const moves: Readonly<Record<CampaignMove, Rule>> = {
  // Whoever edits what is scheduled has taken it out of its schedule: what was armed is not what would go out.
  edit: { from: ['draft', 'checked', 'scheduled'], to: 'draft', alreadyIn: [] },
  check: { from: ['draft', 'checked'], to: 'checked', alreadyIn: ['scheduled'] },
  schedule: { from: ['checked', 'scheduled'], to: 'scheduled', alreadyIn: [] },
  unschedule: { from: ['scheduled'], to: 'checked', alreadyIn: ['draft', 'checked'] },
  // Its arms are campaigns of their own; it leads them and texts nobody itself.
  test: { from: ['checked'], to: 'testing', alreadyIn: [] },
  launch: { from: ['checked', 'scheduled'], to: 'sending', alreadyIn: [] },
  pause: { from: ['testing', 'sending'], to: 'paused', alreadyIn: ['paused'] },
  resume: { from: ['paused'], to: 'sending', alreadyIn: ['sending'] },
  // What leads an experiment goes on leading it.
  resume_test: { from: ['paused'], to: 'testing', alreadyIn: ['testing'] },
  stop: { from: ['testing', 'sending', 'paused'], to: 'stopped', alreadyIn: ['stopped'] },
  // A part of an experiment is given up, whether anybody has had it yet or not: nobody gets it afterwards.
  drop: {
    from: ['draft', 'checked', 'scheduled', 'sending', 'paused'],
    to: 'stopped',
    alreadyIn: ['stopped', 'finished'],
  },
  // A paused campaign finishes too: its last texts may have been on the wire when somebody paused it.
  finish: { from: ['testing', 'sending', 'paused'], to: 'finished', alreadyIn: ['finished', 'stopped'] },
};

/** The status after a move, or null when there is nothing to do. Throws Conflict where the move makes no sense. */
export function decideMove(status: CampaignStatus, move: CampaignMove): CampaignStatus | null {
  const rule = moves[move];
  if (rule.from.includes(status)) return rule.to;
  if (rule.alreadyIn.includes(status)) return null;
  const [code, sentence] = refusalOf(status, move);
  throw new Conflict(code, sentence);
}

function refusalOf(status: CampaignStatus, move: CampaignMove): readonly [code: string, sentence: string] {
  if (status === 'draft' && (move === 'launch' || move === 'schedule' || move === 'test')) {
    return [
      'campaign.not_checked',
      `This campaign has not been checked, or was changed since. Check it, then ${move}.`,
    ];
  }
  if (status === 'scheduled') {
    return [
      'campaign.scheduled',
      'This campaign is scheduled and has texted nobody yet. Take it out of its schedule first.',
    ];
  }
  if (status === 'testing' && move !== 'edit' && move !== 'check') {
    return [
      'campaign.testing',
      'This campaign is an experiment under way; its arms are what is sent. Stop it, or decide it.',
    ];
  }
  if (status === 'draft' || status === 'checked') {
    return ['campaign.not_launched', 'This campaign has not been launched yet.'];
  }
  if (move === 'launch' || move === 'schedule' || move === 'test') {
    return [
      'campaign.already_launched',
      `This campaign was launched before and is ${status}. Nobody was texted twice.`,
    ];
  }
  if (move === 'edit' || move === 'check') {
    return [
      'campaign.already_launched',
      `This campaign is ${status} and can no longer be changed. Make a new one.`,
    ];
  }
  return [`campaign.${status}`, `This campaign is ${status}; there is nothing left to ${move}.`];
}
