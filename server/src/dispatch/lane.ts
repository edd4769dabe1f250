import type { Sending } from '../accounts/index.ts';

export const lanes = ['emergency', 'otp', 'transactional', 'conversational', 'marketing'] as const;
export type Lane = (typeof lanes)[number];

/** Lanes that a campaign of a million texts must not delay. They have workers' hands and a share of each number of their own. */
export const urgentLanes: readonly Lane[] = ['emergency', 'otp', 'transactional', 'conversational'];
export const campaignLanes: readonly Lane[] = ['marketing'];

/** The lane a purpose travels in, from the most urgent to the least. */
export function laneOf(purpose: string): Lane {
  return lanes.find((lane) => lane === purpose) ?? 'marketing';
}

export const isUrgent = (lane: Lane): boolean => lane !== 'marketing';

/** What a switch lets through. */
export const mayLeave = (lane: Lane, sending: Sending): boolean =>
  sending === 'all' || (sending === 'no_marketing' && isUrgent(lane));
