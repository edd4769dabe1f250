import { expect, it } from 'vitest';
import { nameOfActor, namesOf } from './actors.ts';

const names = namesOf([
  { id: 'mem_01a22919ae467b8c85bd092ab98437c4', name: 'Ola Owner' },
  { id: 'key_01a22919b0fa71acaa5380e60e9f4f58', name: 'Shop' },
]);

it('says by name who did something', () => {
  expect(nameOfActor('member:01a22919-ae46-7b8c-85bd-092ab98437c4', names)).toBe('Ola Owner');
  expect(nameOfActor('key:01a22919-b0fa-71ac-aa53-80e60e9f4f58', names)).toBe('Shop (API key)');
  expect(nameOfActor('system:contacts', names)).toBe('Tidings');
});

it('leaves whoever is gone as the record has them', () => {
  expect(nameOfActor('member:01a22919-0000-7b8c-85bd-092ab98437c4', names)).toBe(
    'member:01a22919-0000-7b8c-85bd-092ab98437c4',
  );
});
