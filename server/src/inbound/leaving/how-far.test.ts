import { describe, expect, test } from 'vitest';
import { programsMeant, programsToAsk, readAnswer } from './how-far.ts';

const brand = { id: 'b1', name: 'Acme', helpContact: 'help@example.com' };
const number = '+12025550101';
const open = ['Offers', 'Orders', 'Tips'].map((name) => ({
  ...{ number, name, brandId: 'b1', programId: name.toLowerCase() },
}));
const stop = { intent: 'stop', matchedBy: 'keyword', word: 'stop', from: number, brands: [brand] } as const;
const program = { scope: 'program', isClarifying: false } as const;
const around = { open, ofSender: new Set(['offers', 'tips']) };
const names = (programs: readonly { name: string }[] | null) => programs?.map((one) => one.name) ?? null;

describe('a STOP under a policy by program', () => {
  test('ends what is texted from the number it was sent to', () => {
    expect(names(programsMeant(stop, program, around))).toEqual(['Offers', 'Tips']);
  });

  test.each([
    ['the policy is the whole brand', stop, { ...program, scope: 'brand_all' as const }, around],
    ['the person is asked', stop, { ...program, isClarifying: true }, around],
    ['it says all', { ...stop, word: 'stop all' }, program, around],
    ['it is in words of their own', { ...stop, matchedBy: 'model' as const }, program, around],
    ['the number is wrong', { ...stop, intent: 'wrong_number' as const }, program, around],
    ['nothing else was joined', stop, program, { ...around, open: open.slice(0, 1) }],
    ['nobody knows what texts from that number', stop, program, { ...around, ofSender: new Set<string>() }],
    ['the programs are another person’s', { ...stop, from: '+12025550102' }, program, around],
  ])('ends everything when %s', (_, reply, reach, known) => {
    expect(programsMeant(reply, reach, known)).toBeNull();
  });
});

describe('the question', () => {
  const asking = { scope: 'brand_all', isClarifying: true } as const;

  test('names what was joined, where there is something to choose', () => {
    expect(names(programsToAsk(stop, asking, { open }))).toEqual(['Offers', 'Orders', 'Tips']);
    expect(programsToAsk(stop, asking, { open: open.slice(0, 1) })).toEqual([]);
    expect(programsToAsk(stop, program, { open })).toEqual([]);
    expect(programsToAsk({ ...stop, intent: 'wrong_number' }, asking, { open })).toEqual([]);
  });

  test.each([
    ['KEEP 2', [1]],
    ['2', [1]],
    ['keep 1, 3', [0, 2]],
    ['1 and 3', [0, 2]],
    ['Orders!', [1]],
    ['keep orders', [1]],
    ['4', null],
    ['0', null],
    ['12', null],
    ['I have 2 dogs', null],
    ['keep', null],
    ['', null],
  ])('is answered by %j with %j', (body, places) => {
    expect(readAnswer(body, ['Offers', 'Orders', 'Tips'])).toEqual(places);
  });
});
