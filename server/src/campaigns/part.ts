import { createHash } from 'node:crypto';

/** Shares are counted in ten-thousandths, so that they add up. */
export const whole = 10_000;

/**
 * The part of an audience that an arm of an experiment is for. Everybody has a place from 0 to 9,999 in it, which is a hash of the campaign that
 * leads the experiment and the person, so it is the same at every check and launch, and nobody is in two parts. Places below
 * `control` get nothing.
 */
export type CampaignPart = {
  readonly root: string;
  readonly control: number;
  readonly from: number;
  readonly to: number;
};

/** Whoever has a place below the share under this salt gets no marketing. */
export type HoldOut = { readonly salt: string; readonly share: number };

/** Where a person stands under a seed; the same as `placeSql`, which is asked of a million at once. */
export const placeOf = (seed: string, contactId: number): number =>
  createHash('md5').update(`${seed}:${contactId}`).digest().readUInt32BE() % whole;
