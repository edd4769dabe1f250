import { candidateZones, type QuietVerdict, quietHoursVerdict } from '../../compliance/index.ts';
import { type Batch, going, type Text } from '../chunk.ts';
import { isMarketing } from '../lane.ts';
import { hold } from '../verdict.ts';
import type { Tools } from './step.ts';

/** Holds texts for people whose clock says it is night. Verdicts are made once for each set of zones in the batch. */
export function holdForQuietHours(batch: Batch, tools: Tools): void {
  const now = tools.ctx.clock.now();
  const verdicts = new Map<string, QuietVerdict>();
  for (const text of going(batch)) {
    if (text.mayHaveLeft || !isMarketing(text.purpose)) continue;
    const verdict = verdictFor(text, batch.workspaceZone, now, verdicts);
    if (verdict.isOpen) text.closesAt = verdict.closesAt;
    else text.verdict = hold(verdict.until, verdict.reason);
  }
}

function verdictFor(
  text: Text,
  workspaceZone: string,
  now: Date,
  verdicts: Map<string, QuietVerdict>,
): QuietVerdict {
  const { number, contact } = text;
  const unknown = { number, country: null, timeZone: null, timeZoneSource: null };
  const zones = candidateZones(contact ?? unknown, workspaceZone);
  const key = zones.join();
  let verdict = verdicts.get(key);
  if (!verdict) {
    verdict = quietHoursVerdict(zones, now);
    verdicts.set(key, verdict);
  }
  return verdict;
}
