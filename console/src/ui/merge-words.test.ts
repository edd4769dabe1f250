import { describe, expect, test } from 'vitest';
import { piecesOf } from './merge-words.ts';

const said = (body: string) =>
  piecesOf(body)
    .map(({ words, isPlace }) => (isPlace ? `[${words}]` : words))
    .join('');

describe('a text on a list', () => {
  test.each([
    ['We open at 7', 'We open at 7'],
    ['Hi {{ first_name | default: "there" }}!', 'Hi [First name, else “there”]!'],
    ['{{ first_name }}, {{favourite_dish|upcase}}', '[First name], [Favourite dish]'],
    [
      '{{ event.order.placed.total | money | default: "your order" }}',
      '[Order placed total, else “your order”]',
    ],
    [
      '{% if tag.vip %}Come early.{% else %}See you.{% endif %}',
      '[only if tag vip:]Come early.[otherwise:]See you.[to here]',
    ],
    ['{% if state == "TX" %}Howdy.{% endif %}', '[only if state == "TX":]Howdy.[to here]'],
    ['100 % {{ not closed', '100 % {{ not closed'],
  ])('%s', (body, expected) => {
    expect(said(body)).toBe(expected);
  });
});
