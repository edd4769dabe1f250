import { describe, expect, it } from 'vitest';
import { openPhrasebook } from './phrasebook.ts';

const say = openPhrasebook(
  {
    'Nobody has answered.': 'Nadie ha respondido.',
    'There is no list {1}.': 'No hay ninguna lista {1}.',
    'There is a list called “{1}” already.': 'Ya hay una lista llamada «{1}».',
    '{1} would get it {2}.': 'Lo recibirían {1} {2}.',
    'It is {1}.': 'Es {1}.',
    'at once': 'al momento',
    '{1} people': '{1} personas',
    'Replied {1}{2}.': 'Respondió {1}{2}.',
  },
  (value) => value.replace('Monday', 'lunes'),
);

describe('a phrasebook', () => {
  it.each([
    ['Nobody has answered.', 'Nadie ha respondido.'],
    ['There is no list lst_7.', 'No hay ninguna lista lst_7.'],
    ['12 people would get it at once.', 'Lo recibirían 12 personas al momento.'],
    ['12 people would get it on Monday.', 'Lo recibirían 12 personas on lunes.'],
    ['Replied “hm” on Monday.', 'Respondió “hm” on lunes.'],
  ])('says %s', (words, said) => expect(say(words)).toBe(said));

  it('leaves what somebody has named as it is', () => {
    expect(say('There is a list called “at once” already.')).toBe('Ya hay una lista llamada «at once».');
  });

  it('says sentences that were put together one by one, and keeps what it does not know', () => {
    expect(say('It is late. Nobody has answered.')).toBe('Es late. Nadie ha respondido.');
    expect(say('The carrier says no. Nobody has answered.')).toBe(
      'The carrier says no. Nadie ha respondido.',
    );
    expect(say('Nobody has answered. The carrier says no.')).toBe(
      'Nadie ha respondido. The carrier says no.',
    );
  });

  it('gives back what it has no words for', () => {
    for (const words of ['', '  ', 'Hello', 'It was not.', 'There is no list'])
      expect(say(words)).toBe(words);
  });

  it('says nothing of words that are longer than anybody says, nor of more sentences', () => {
    for (const words of ['It is It is '.repeat(20_000), 'Ah. '.repeat(490), 'It is. '.repeat(280)])
      expect(say(words)).toBe(words);
  });
});
