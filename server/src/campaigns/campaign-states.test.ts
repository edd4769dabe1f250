import { describe, expect, test } from 'vitest';
import { Conflict } from '../platform/errors.ts';
import { type CampaignMove, type CampaignStatus, decideMove, moves } from './campaign-states.ts';

const x = 'refused';

// The same table again, as a person would draw it: one row a move, one column a status. '' means that nothing is left to do.
const statuses = [
  ...(['draft', 'checked', 'scheduled', 'testing'] as const),
  ...(['sending', 'paused', 'stopped', 'finished'] as const),
] satisfies CampaignStatus[];
// biome-ignore format: a table is read by its columns
const drawn: Record<CampaignMove, readonly (CampaignStatus | '' | typeof x)[]> = {
  edit:       ['draft',   'draft',     'draft',     x,          x,          x,          x,  x],
  check:      ['checked', 'checked',   '',          x,          x,          x,          x,  x],
  schedule:   [x,         'scheduled', 'scheduled', x,          x,          x,          x,  x],
  unschedule: ['',        '',          'checked',   x,          x,          x,          x,  x],
  test:       [x,         'testing',   x,           x,          x,          x,          x,  x],
  launch:     [x,         'sending',   'sending',   x,          x,          x,          x,  x],
  pause:      [x,         x,           x,           'paused',   'paused',   '',         x,  x],
  resume:     [x,         x,           x,           x,          '',         'sending',  x,  x],
  resume_test:[x,         x,           x,           '',         x,          'testing',  x,  x],
  stop:       [x,         x,           x,           'stopped',  'stopped',  'stopped',  '', x],
  drop:       ['stopped', 'stopped',   'stopped',   x,          'stopped',  'stopped',  '', ''],
  finish:     [x,         x,           x,           'finished', 'finished', 'finished', '', ''],
};

describe.each(statuses)('a campaign that is %s', (status) => {
  test.each(Object.keys(moves) as CampaignMove[])('answers to %s as drawn', (move) => {
    const wanted = drawn[move][statuses.indexOf(status)];
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
