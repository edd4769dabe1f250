import { expect, it } from 'vitest';
import { flowOf } from './flow.ts';

const line = (name: string, sign: '+' | '-' | '=', count: number) => ({
  line: name,
  label: name,
  sign,
  count,
});
const nobody = {
  ...{ recipients: 0, queued: 0, held: 0, accepted: 0, sent: 0, delivered: 0, undelivered: 0 },
  ...{ failed: 0, rejected: 0, expired: 0, suppressed: 0, unknown: 0 },
};
const keys = (waterfall: unknown, progress: unknown = nobody) =>
  flowOf({ waterfall, progress } as never).map((column) =>
    column.filter(({ count }) => count > 0).map(({ key, count }) => `${key} ${count}`),
  );

it('begins with the people, not with the rows of a file, and says why the others do not get it', () => {
  const waterfall = [
    line('rows', '+', 130),
    line('duplicates', '-', 20),
    line('imported', '=', 110),
    line('no_consent', '-', 8),
    line('opted_out', '-', 2),
    line('will_receive', '=', 100),
  ];
  expect(keys(waterfall)).toEqual([['chosen 110'], ['will 100', 'no_consent 8', 'opted_out 2']]);
  expect(keys(waterfall, { ...nobody, recipients: 100, delivered: 97, failed: 3 })[2]).toEqual([
    'delivered 97',
    'failed 3',
  ]);
});

it('tells small reasons together, and loses nobody', () => {
  const reasons = [9, 8, 7, 6, 5, 4].map((count) => line(`reason_${count}`, '-', count));
  const [, second = []] = keys([line('all', '+', 139), ...reasons, line('will_receive', '=', 100)]);
  expect(second).toEqual(['will 100', 'reason_9 9', 'reason_8 8', 'reason_7 7', 'reason_6 6', 'rest 9']);
});

it('is empty where nobody is known yet', () => expect(keys([])).toEqual([]));
