import { describe, expect, test } from 'vitest';
import { Conflict } from '../platform/errors.ts';
import { type CampaignMove, type CampaignStatus, decideMove, moves } from './campaign-states.ts';

const statuses: CampaignStatus[] = ['draft', 'checked', 'sending', 'paused', 'stopped', 'finished'];
const x = 'refused';

// The same table again, as a person would draw it: one row a status. '' means that nothing is left to do.
const drawn: Record<CampaignStatus, Record<CampaignMove, CampaignStatus | '' | typeof x>> = {
  draft: { edit: 'draft', check: 'checked', launch: x, pause: x, resume: x, stop: x, finish: x },
  checked: { edit: 'draft', check: 'checked', launch: 'sending', pause: x, resume: x, stop: x, finish: x },
  sending: { edit: x, check: x, launch: x, pause: 'paused', resume: '', stop: 'stopped', finish: 'finished' },
  paused: { edit: x, check: x, launch: x, pause: '', resume: 'sending', stop: 'stopped', finish: 'finished' },
  stopped: { edit: x, check: x, launch: x, pause: x, resume: x, stop: '', finish: '' },
  finished: { edit: x, check: x, launch: x, pause: x, resume: x, stop: x, finish: '' },
};

describe.each(statuses)('a campaign that is %s', (status) => {
  test.each(Object.keys(moves) as CampaignMove[])('answers to %s as drawn', (move) => {
    const wanted = drawn[status][move];
    if (wanted === x) expect(() => decideMove(status, move)).toThrow(Conflict);
    else expect(decideMove(status, move)).toBe(wanted === '' ? null : wanted);
  });
});

test('a second launch is told that nobody was texted twice', () => {
  expect(() => decideMove('sending', 'launch')).toThrow(/Nobody was texted twice/);
});

test('a draft that is launched is told to check first', () => {
  expect(() => decideMove('draft', 'launch')).toThrow(
    expect.objectContaining({ code: 'campaign.not_checked' }),
  );
});
