import { expect, it } from 'vitest';
import { bodyOf, type Field, initialValues } from './fields.tsx';

const fields: Field[] = [
  { name: 'name', label: 'Name' },
  { name: 'caps/day', label: 'Most a day', kind: 'number', isRequired: false, whenEmpty: null },
  { name: 'caps/month', label: 'Most a month', kind: 'number', isRequired: false },
  { name: 'tags', label: 'Tags', kind: 'words', isRequired: false },
  { name: 'is_on', label: 'On', kind: 'switch' },
  { name: 'why', label: 'Why', isShown: ({ is_on }) => is_on === true },
];

it('becomes a body by the pointers of its fields', () => {
  const values = { ...initialValues(fields), name: ' Ada ', 'caps/month': '1.5', tags: 'a, b\nc,', why: 'x' };
  expect(bodyOf(fields, values)).toEqual({
    name: 'Ada',
    caps: { day: null, month: 1.5 },
    tags: ['a', 'b', 'c'],
    is_on: false,
  });
});

it('leaves out what is not shown, and keeps the spaces of a secret', () => {
  const secret: Field[] = [{ name: 'token', label: 'Token', kind: 'secret' }];
  expect(bodyOf(secret, { token: ' a b ' })).toEqual({ token: ' a b ' });
  expect(bodyOf(fields, { ...initialValues(fields), name: 'A', is_on: true, why: 'y' })).toMatchObject({
    why: 'y',
  });
});

it('begins with the first choice where one has to be made', () => {
  const choices = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];
  expect(initialValues([{ name: 'k', label: 'K', kind: 'choice', choices }])).toEqual({ k: 'a' });
  expect(initialValues([{ name: 'k', label: 'K', kind: 'choice', choices, isRequired: false }])).toEqual({
    k: '',
  });
});

it('chooses nothing where it says that one must', () => {
  const choices = [
    { value: 'owner', label: 'Owner' },
    { value: 'agent', label: 'Agent' },
  ];
  const role = (mustChoose: boolean): Field[] => [
    { name: 'role', label: 'Role', kind: 'choice', choices, mustChoose },
  ];
  expect(initialValues(role(true))).toEqual({ role: '' });
  expect(bodyOf(role(true), initialValues(role(true)))).toEqual({});
  expect(initialValues(role(false))).toEqual({ role: 'owner' });
});
