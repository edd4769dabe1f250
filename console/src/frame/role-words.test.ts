import { expect, test } from 'vitest';
import { leastFirst, nameOfRole, whatRoleMay } from './role-words.ts';

test('roles stand with the least powerful first, the owner last', () => {
  const role = (id: string, ...permissions: string[]) => ({ id, permissions });
  const roles = [role('owner'), role('agent'), role('rol_2', 'a', 'b'), role('analyst'), role('rol_1', 'a')];
  expect(leastFirst(roles).map(({ id }) => id)).toEqual(['rol_1', 'rol_2', 'analyst', 'agent', 'owner']);
});

test('a role of their own keeps its name, and says what it allows', () => {
  expect(nameOfRole('rol_1', 'Night desk')).toBe('Night desk');
  expect(whatRoleMay('rol_1', ['messages.read', 'inbox.answer'])).toBe('messages.read, inbox.answer');
  expect(nameOfRole('admin', 'admin')).toBe('Admin');
  // What any object has is no role.
  expect(nameOfRole('constructor', 'Constructor')).toBe('Constructor');
});
