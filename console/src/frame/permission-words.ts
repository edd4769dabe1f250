import { later, t } from '../ui/language.ts';
import type { Choice } from './fields.tsx';
import type { Permission } from './session.ts';

type Group = { readonly name: string; readonly of: Partial<Record<Permission, string>> };

/** What can be allowed, by what it is about, in the words of whoever hands it out. */
const groups: readonly Group[] = [
  {
    name: later('People'),
    of: {
      'contacts.read': later('see people'),
      'contacts.write': later('add and change people'),
      'contacts.import': later('import and export files of people'),
      'events.write': later('tell what people did elsewhere'),
    },
  },
  {
    name: later('Consent'),
    of: {
      'programs.write': later('write programs, forms and answers of the rules'),
      'suppression.write': later('put numbers on the suppression list'),
      'suppression.remove': later('take numbers off the suppression list'),
      'proofs.read': later('read consents with their proof'),
    },
  },
  {
    name: later('Campaigns'),
    of: {
      'campaigns.read': later('see campaigns, keywords and reports'),
      'campaigns.write': later('write campaigns and keywords'),
      'campaigns.launch': later('launch, pause and stop'),
      'campaigns.approve': later('approve what others wrote'),
      'sending.stop': later('stop all texts or marketing'),
      'templates.read': later('see templates and media'),
      'templates.write': later('write templates and keep media'),
    },
  },
  {
    name: later('Texts and inbox'),
    of: {
      'messages.read': later('read texts and conversations'),
      'messages.send': later('send single texts'),
      'inbox.answer': later('answer in the inbox'),
      'inbox.manage': later('set the inbox up'),
    },
  },
  {
    name: later('Numbers and carriers'),
    of: {
      'senders.read': later('see numbers and carriers'),
      'senders.write': later('set up numbers and carriers'),
    },
  },
  {
    name: later('Compliance'),
    of: {
      'policy.write': later('write rules about hours, caps and words'),
      'requests.open': later('open data requests'),
      'requests.read': later('see data requests'),
      'requests.write': later('answer data requests'),
      'desk.read': later('see cases, breaches and training'),
      'desk.write': later('keep cases, breaches and training'),
      'audit.read': later('read the audit'),
    },
  },
  {
    name: later('Workspace'),
    of: {
      'workspace.read': later('see settings and spending'),
      'workspace.admin': later('change settings and spending'),
      'members.manage': later('invite members and give roles'),
      'keys.manage': later('make API keys'),
      'rehearsal.use': later('pick up rehearsal handsets'),
    },
  },
  {
    name: later('Installation'),
    of: {
      'installation.hold': later('hold everything, and let it go'),
      'installation.backup': later('back up'),
      'installation.operate': later('make workspaces, stop all sending'),
    },
  },
];

/** These permissions as choices, area by area; one that has no words yet is shown by its name. */
export function permissionChoices(allowed: readonly Permission[]): Choice[] {
  const left = new Set<Permission>(allowed);
  const known = groups.flatMap(({ name, of }) =>
    Object.entries(of).flatMap(([value, words]) =>
      left.delete(value as Permission) ? [{ value, label: t(words), group: t(name) }] : [],
    ),
  );
  return [...known, ...[...left].map((value) => ({ value, label: value, group: t('Others') }))];
}
