import { describe, expect, test } from 'vitest';
import { publicId } from '../platform/ids.ts';
import { refuseMoved } from './meant-for.ts';

const accountId = '0b6f9f6e-6f0f-4d52-8a43-0d6f4f0f1a11';
const workspaceId = '0b6f9f6e-6f0f-4d52-8a43-0d6f4f0f1a22';
const account = publicId('mem', accountId);
const workspace = publicId('wsp', workspaceId);
const ask = (account: string | undefined, workspace: string | undefined) => () =>
  refuseMoved({ accountId, workspaceId }, { account, workspace });

describe('a page', () => {
  test.each([
    ['that says who and where it is for', account, workspace],
    ['that says where alone', undefined, workspace],
    ['that says nothing, as programs do', undefined, undefined],
  ])('%s is answered', (_which, who, where) => {
    expect(ask(who, where)).not.toThrow();
  });

  test.each([
    ['of another workspace', account, publicId('wsp', accountId)],
    ['of another person', publicId('mem', workspaceId), workspace],
    ['of an id that is none', account, 'here'],
  ])('%s is refused', (_which, who, where) => {
    expect(ask(who, where)).toThrow(expect.objectContaining({ code: 'session.moved' }));
  });
});
