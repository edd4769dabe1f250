/** Florida from nine to seven, on somebody's advice. */
export const packOf = (version: string) => ({
  version,
  note: version,
  rows: [
    {
      ...{ id: 'hours.us.fl', jurisdiction: 'US-FL', name: 'Florida', source: version, confidence: 'B' },
      ...{ valid_from: null, valid_to: null, holidays: null, zone: null, note: '' },
      ...{ mon_fri: ['09:00', '19:00'], sat: ['09:00', '19:00'], sun: ['09:00', '19:00'] },
      vectors: ['2026-11-24', '2026-11-28', '2026-11-29'].flatMap((day) => [
        { at: `${day}T08:59`, decision: 'hold' },
        { at: `${day}T09:00`, decision: 'allow' },
      ]),
    },
  ],
});
