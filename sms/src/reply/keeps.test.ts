import { describe, expect, test } from 'vitest';
import { readReply } from '../read-reply.ts';
import { findKept, findUndone } from './keeps.ts';
import { prepare } from './prepare.ts';

const kept = (text: string) => findKept(prepare(text).clauses);

describe('words that ask to go on, wherever they stand', () => {
  test.each([
    "don't stop sending these",
    "It says STOP to quit and I don't want to quit, so yes",
    'I love these, no me vayan a borrar',
    'Me gustan, no quiero que me quiten',
    'opt me out of the catalog, not the alerts',
    'cancelen el correo, pero no los mensajes',
    "J'adore vos promos, ne me désabonnez surtout pas",
  ])('%j', (text) => {
    expect(kept(text)).toBeDefined();
    expect(readReply(text).action).toBe('none');
  });
});

describe('words that only look so', () => {
  test.each([
    "I don't want these, stop",
    'send e-mails, not texts',
    'I do not want to stop and ask again, remove me',
    'no me manden más mensajes',
    'ne m’écrivez plus',
  ])('%j', (text) => {
    expect(readReply(text).action).not.toBe('none');
  });
});

describe('words that take an opt-out back', () => {
  test.each([
    'please undo that stop',
    'un stop',
    'I accidentally unsubscribed',
    'hit STOP by mistake',
    'you have my permission to text me',
    'puse alto por error',
    'put me back on please',
  ])('%j is no opt-out, and lets nobody in by itself', (text) => {
    const { action, intent } = readReply(text);
    expect(['optin', 'none']).toContain(action);
    expect(['other', 'start']).toContain(intent);
  });

  test.each([
    'why do you ignore my STOP',
    'you always disregard my opt out',
    'nunca vuelvan a mandarme nada',
    'go ahead and text me again and see what happens',
    'you do not have my permission to text me',
    "don't put me back on",
  ])('%j takes none back', (text) => {
    expect(findUndone(prepare(text).clauses)).toBeUndefined();
    expect(readReply(text).action).not.toBe('optin');
  });
});
