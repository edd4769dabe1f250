/** The normal distribution: the share below `z` deviations, to seven places (Abramowitz and Stegun 7.1.26 is not enough; this is Hart's form). */
export function normalShare(z: number): number {
  const x = Math.abs(z);
  if (x > 37) return z > 0 ? 1 : 0;
  const e = Math.exp((-x * x) / 2);
  let share: number;
  if (x < 7.071_067_811_865_47) {
    let top = 3.526_249_659_989_11e-2 * x + 0.700_383_064_443_688;
    top = top * x + 6.373_962_203_531_65;
    top = top * x + 33.912_866_078_383;
    top = top * x + 112.079_291_497_871;
    top = top * x + 221.213_596_169_931;
    top = top * x + 220.206_867_912_376;
    let bottom = 8.838_834_764_831_84e-2 * x + 1.755_667_163_182_64;
    bottom = bottom * x + 16.064_177_579_207;
    bottom = bottom * x + 86.780_732_202_946_1;
    bottom = bottom * x + 296.564_248_779_674;
    bottom = bottom * x + 637.333_633_378_831;
    bottom = bottom * x + 793.826_512_519_948;
    bottom = bottom * x + 440.413_735_824_752;
    share = (e * top) / bottom;
  } else share = e / (x + 1 / (x + 2 / (x + 3 / (x + 4 / (x + 0.65))))) / 2.506_628_274_631;
  return z > 0 ? 1 - share : share;
}

/** How many deviations a share lies below; found by halving, which is fast enough for what people ask. */
export function normalQuantile(share: number): number {
  if (!(share > 0 && share < 1)) throw new RangeError(`A share is between 0 and 1, not ${share}.`);
  let [low, high] = [-40, 40];
  for (let turn = 0; turn < 80; turn += 1) {
    const middle = (low + high) / 2;
    if (normalShare(middle) < share) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
