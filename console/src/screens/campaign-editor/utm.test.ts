import { describe, expect, it } from 'vitest';
import { addUtm, hasLink, slugOf } from './utm.ts';

const utm = { source: 'sms', medium: 'text', campaign: 'spring-opening' };
const all = 'utm_source=sms&utm_medium=text&utm_campaign=spring-opening';

describe('a link that names its campaign', () => {
  it.each([
    ['Rolls: https://b.example/rolls. Reply STOP', `Rolls: https://b.example/rolls?${all}. Reply STOP`],
    ['(https://b.example)', `(https://b.example?${all})`],
    ['https://b.example/?a=1#top', `https://b.example/?a=1&${all}#top`],
    [
      'https://b.example/{{ first_name | default: "you" }} now',
      `https://b.example/{{ first_name | default: "you" }}?${all} now`,
    ],
    ['No link at all', 'No link at all'],
  ])('%s', (body, named) => expect(addUtm(body, utm)).toBe(named));

  it('keeps what it says already, and is named once', () => {
    expect(addUtm('https://b.example/?utm_source=mail', utm)).toBe(
      'https://b.example/?utm_source=mail&utm_medium=text&utm_campaign=spring-opening',
    );
    const once = addUtm('https://b.example/a and https://b.example/b', utm);
    expect(addUtm(once, utm)).toBe(once);
    expect(addUtm('https://b.example', { source: ' ', medium: '', campaign: '' })).toBe('https://b.example');
  });
});

it('makes a word of the name of a campaign', () => {
  expect([slugOf('Spring opening!'), slugOf('  Größe & Café '), slugOf('—')]).toEqual([
    'spring-opening',
    'große-cafe',
    '',
  ]);
});

it('knows whether there is a link to name', () => {
  expect([hasLink('see https://b.example'), hasLink('see b.example')]).toEqual([true, false]);
});
