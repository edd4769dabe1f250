import { describe, expect, test } from 'vitest';
import { readReply } from '../read-reply.ts';
import { toClauses } from './normalise.ts';
import { findWrongNumber } from './wrong-number-phrases.ts';

test.each([
  'wrong number',
  'sorry, wrong person!!',
  'nobody by that name here',
  'I am the new owner of this number',
  'This number was reassigned',
  'he no longer has this number',
  'I am not the person you are looking for',
  'I think this was meant for someone else',
  'número equivocado',
  'se equivocaron de persona',
  'ya no es el número de Moisés',
  'no hay nadie con ese nombre',
  'mauvais numéro',
  'vous vous êtes trompé de numéro',
  'personne de ce nom ici',
])('%j says that somebody else has this number', (text) => {
  expect(readReply(text).action).toBe('wrong_number');
});

describe('the same words about something else are no such phrase', () => {
  test.each([
    'I called the wrong number, never mind',
    'there is the wrong number on my ticket',
    'the wrong person picked up my cake',
    'that cake was meant for someone else at the party',
    'I got the wrong order',
    'el número equivocado de pasteles',
    'le mauvais numéro de commande',
  ])('%j', (text) => {
    expect(findWrongNumber(toClauses(text))).toBeUndefined();
  });
});
