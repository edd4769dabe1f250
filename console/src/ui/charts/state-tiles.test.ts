import { expect, it } from 'vitest';
import { stateCodes } from './state-tiles.tsx';

const all =
  'AL AK AZ AR CA CO CT DE DC FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA PR RI SC SD TN TX UT VT VA WA WV WI WY';

it('has one tile for every state, for the capital and for Puerto Rico', () => {
  expect([...stateCodes].sort().join(' ')).toBe(all.split(' ').sort().join(' '));
});
