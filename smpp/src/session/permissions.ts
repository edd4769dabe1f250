import type { CommandName } from '../wire/commands.ts';
import type { BindMode, SessionRole } from './session.ts';

const ofClients: ReadonlySet<CommandName> = new Set([
  'submit_sm',
  'submit_multi',
  'data_sm',
  'query_sm',
  'cancel_sm',
  'replace_sm',
]);
const ofServers: ReadonlySet<CommandName> = new Set(['deliver_sm', 'data_sm', 'alert_notification']);

/**
 * Whether one end may send a request on a bind of this mode (SMPP 3.4, table 2-1): a client that only receives submits nothing,
 * and a client that only transmits is delivered nothing.
 */
export function maySend(role: SessionRole, mode: BindMode, command: CommandName): boolean {
  if (role === 'client') return mode !== 'receiver' && ofClients.has(command);
  return mode !== 'transmitter' && ofServers.has(command);
}
