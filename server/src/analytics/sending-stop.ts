import type { NamedSwitch, Sending, Switches } from '../accounts/index.ts';
import { type Lane, mayLeave } from '../dispatch/index.ts';
import { wallTime } from './wall-time.ts';

/** A switch that keeps the texts of a campaign from leaving. */
export type SendingStop = {
  readonly level: 'workspace' | 'installation';
  readonly sending: Sending;
  readonly by: string | null;
  readonly since: Date | null;
  readonly reason: string | null;
  readonly sentence: string;
};

/** The switch that stands against this lane; of two the one of the workspace, which its own people can turn back. */
export function findStop(
  { workspace, installation }: Pick<Switches, 'workspace' | 'installation'>,
  lane: Lane,
  zone: string,
): SendingStop | null {
  if (!mayLeave(lane, workspace.sending)) return stopBy('workspace', workspace, zone);
  if (!mayLeave(lane, installation.sending)) return stopBy('installation', installation, zone);
  return null;
}

const whatStops: Readonly<Record<Sending, string>> = {
  all: 'Nothing',
  no_marketing: 'Marketing',
  none: 'Everything',
};

/** `Everything was stopped by Ada on Tue, 24 Nov 2026, 12:00 in New York: the offer is wrong.` */
function stopBy(level: SendingStop['level'], found: NamedSwitch, zone: string): SendingStop {
  const { sending, byName, since, reason } = found;
  const who = byName ?? (level === 'installation' ? 'the operator' : 'somebody who is gone');
  const where = level === 'installation' ? ', in every workspace' : '';
  const when = since ? ` on ${wallTime(since, zone)}` : '';
  const words = reason ? `: ${reason.replace(/[.!]$/, '')}` : '';
  const sentence = `${whatStops[sending]} was stopped by ${who}${where}${when}${words}.`;
  return { level, sending, by: byName, since, reason, sentence };
}
