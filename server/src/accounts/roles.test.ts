import { describe, expect, test } from 'vitest';
import { permissionsOf, roles } from './roles.ts';
import { type Permission, permissions, requirePermission, systemScope } from './scope.ts';

const whoMay = (permission: Permission) => roles.filter((role) => permissionsOf(role).has(permission));

describe('roles', () => {
  test('an owner may do everything there is in the workspace, and nothing to the installation', () => {
    const beyond = 'installation.operate';
    expect([...permissionsOf('owner'), beyond].sort()).toEqual([...permissions].sort());
    expect(whoMay(beyond)).toEqual([]);
  });

  test('an operator keeps the role and may stop the installation besides', () => {
    expect([...permissionsOf('analyst', true)]).toEqual([
      ...permissionsOf('analyst'),
      'installation.operate',
    ]);
  });

  test('everybody may look around, and an analyst nothing else', () => {
    for (const permission of ['campaigns.read', 'messages.read'] as const)
      expect(whoMay(permission)).toEqual([...roles]);
    expect([...permissionsOf('analyst')].every((permission) => permission.endsWith('.read'))).toBe(true);
  });

  test('what can do harm is in few hands', () => {
    expect(whoMay('campaigns.launch')).toEqual(['owner', 'admin', 'marketer']);
    expect(whoMay('sending.stop')).toEqual(['owner', 'admin', 'marketer', 'compliance']);
    expect(whoMay('messages.send')).toEqual(['owner', 'admin', 'marketer', 'developer']);
    expect(whoMay('suppression.remove')).toEqual(['owner', 'admin', 'compliance']);
    expect(whoMay('keys.manage')).toEqual(['owner', 'admin', 'developer']);
    expect(whoMay('workspace.admin')).toEqual(['owner', 'admin']);
  });

  test('whoever writes programs and lifts suppressions does not launch campaigns', () => {
    const compliance = permissionsOf('compliance');
    expect(compliance.has('programs.write') && !compliance.has('campaigns.launch')).toBe(true);
  });
});

describe('a scope', () => {
  const workspaceId = '0193f0a0-0000-7000-8000-000000000001';

  test('of the house itself may do everything and says what it is', () => {
    const scope = systemScope(workspaceId, 'imports');
    expect(scope.actor).toBe('system:imports');
    expect(() => requirePermission(scope, 'suppression.remove')).not.toThrow();
  });

  test('that lacks a permission is told which, and whom to ask', () => {
    const scope = { ...systemScope(workspaceId, 'x'), permissions: permissionsOf('analyst') };
    expect(() => requirePermission(scope, 'campaigns.launch')).toThrow(/campaigns\.launch.*Ask an owner/);
  });
});
