import { expect, it } from 'vitest';
import { refuseUnseen } from './seen-version.ts';

const campaign = { name: 'Autumn', version: 6 };

it('lets go what was seen, and what nobody says they saw', () => {
  refuseUnseen(campaign, 6);
  refuseUnseen(campaign, undefined);
});

it('refuses what was seen before it was changed, and says so', () => {
  expect(() => refuseUnseen(campaign, 5)).toThrow(
    expect.objectContaining({
      code: 'campaign.changed_since_seen',
      message: expect.stringContaining('it is at version 6, and you saw 5'),
    }),
  );
});
