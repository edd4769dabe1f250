import { describe, expect, test } from 'vitest';
import { readReply } from '../read-reply.ts';
import { isOfOtherThings } from './objects.ts';
import { prepare } from './prepare.ts';

const isOther = (text: string) => isOfOtherThings(prepare(text).clauses);

describe('words of leaving that are about other things than texts', () => {
  test.each([
    'Stop that transaction, it was not me',
    'Stop the theft of our beach, I am with you',
    'take the walnuts off my chart please',
    'the elevator stopped between two floors',
    'my cough won’t stop',
    'is there a bus stop near the clinic',
    'we stop by on Sunday',
    'cancel order 4471',
    'can you drop the second coat from my total',
    'remove Ana from the guest list',
    'borren el cargo de mi tarjeta',
    'annulez ma commande svp',
  ])('%j', (text) => {
    expect(isOther(text)).toBe(true);
    expect(readReply(text).action).not.toBe('optout');
  });
});

describe('words of leaving that may be about texts', () => {
  test.each([
    'stop',
    'stop it',
    'please stop these texts',
    'stop the nonsense',
    'take me off',
    'take my name off please',
    'remove my number from the list',
    'my phone won’t stop buzzing from your texts',
    'cancel my appointment and stop texting me',
    'borren mis datos',
    'supprimez mon numéro',
    'arrêtez de m’écrire',
    'the weather is lovely today',
  ])('%j', (text) => {
    expect(isOther(text)).toBe(false);
  });
});
