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
  const values = {
    ...initialValues(fields, 'UTC'),
    name: ' Ada ',
    'caps/month': '1.5',
    tags: 'a, b\nc,',
    why: 'x',
  };
  expect(bodyOf(fields, values, 'UTC')).toEqual({
    name: 'Ada',
    caps: { day: null, month: 1.5 },
    tags: ['a', 'b', 'c'],
    is_on: false,
  });
});

it('leaves out what is not shown, and keeps the spaces of a secret', () => {
  const secret: Field[] = [{ name: 'token', label: 'Token', kind: 'secret' }];
  expect(bodyOf(secret, { token: ' a b ' }, 'UTC')).toEqual({ token: ' a b ' });
  expect(
    bodyOf(fields, { ...initialValues(fields, 'UTC'), name: 'A', is_on: true, why: 'y' }, 'UTC'),
  ).toMatchObject({
    why: 'y',
  });
});

it('passes on as it is what the page itself draws', () => {
  const drawn: Field[] = [{ name: 'questions', label: 'Questions', initial: [{ id: 1 }], drawn: () => null }];
  expect(bodyOf(drawn, initialValues(drawn, 'UTC'), 'UTC')).toEqual({ questions: [{ id: 1 }] });
});

it('begins with the first choice where one has to be made', () => {
  const choices = [
    { value: 'a', label: 'A' },
    { value: 'b', label: 'B' },
  ];
  expect(initialValues([{ name: 'k', label: 'K', kind: 'choice', choices }], 'UTC')).toEqual({ k: 'a' });
  expect(
    initialValues([{ name: 'k', label: 'K', kind: 'choice', choices, isRequired: false }], 'UTC'),
  ).toEqual({
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
  expect(initialValues(role(true), 'UTC')).toEqual({ role: '' });
  expect(bodyOf(role(true), initialValues(role(true), 'UTC'), 'UTC')).toEqual({});
  expect(initialValues(role(false), 'UTC')).toEqual({ role: 'owner' });
});

it('reads an hour by the clock of the workspace, and shows the one that it was made of', () => {
  const moments: Field[] = [
    { name: 'until', label: 'Until', kind: 'moment', initial: '2026-12-01T14:00:00Z' },
  ];
  const shown = initialValues(moments, 'America/New_York');
  expect(shown).toEqual({ until: '2026-12-01T09:00' });
  expect(bodyOf(moments, shown, 'America/New_York')).toEqual({ until: '2026-12-01T14:00:00.000Z' });
  expect(bodyOf(moments, shown, 'Asia/Tokyo')).toEqual({ until: '2026-12-01T00:00:00.000Z' });
});

it('passes on an hour of whichever clock as it was typed', () => {
  const hours: Field[] = [{ name: 'hour', label: 'Hour', kind: 'wall', initial: '2026-12-01T10:00' }];
  expect(bodyOf(hours, initialValues(hours, 'Asia/Tokyo'), 'Asia/Tokyo')).toEqual({
    hour: '2026-12-01T10:00',
  });
});
