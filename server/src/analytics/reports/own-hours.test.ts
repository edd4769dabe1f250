import { expect, it } from 'vitest';
import { toAnswer } from './own-hours.routes.ts';

const at = (hour: number, times: number) =>
  Array.from({ length: 24 }, (_, one) => (one === hour ? times : 0));

it('is noon’s in words while nobody has answered, and names no hour', () => {
  expect(toAnswer('con_1', at(0, 0), at(0, 0))).toMatchObject({
    best_hour: null,
    is_own: false,
    answered: 0,
  });
});

it('is everybody’s hour while this person has not answered, and says so', () => {
  const answer = toAnswer('con_1', at(0, 0), at(10, 40));
  expect(answer).toMatchObject({ best_hour: 10, is_own: false });
  expect(answer.sentence).toContain('has not answered yet');
});

it('is their own after a handful of answers', () => {
  const answer = toAnswer('con_1', at(18, 5), at(10, 40));
  expect(answer).toMatchObject({ best_hour: 18, is_own: true, answered: 5 });
  expect(answer.sentence).toContain('After 5 answers their best hour is 18:00');
});
