import { getWorkspace } from '../accounts/index.ts';
import type { Tx } from '../platform/db/pool.ts';
import type { ProblemDetail } from '../platform/errors.ts';
import { publicId } from '../platform/ids.ts';
import type { ResolvedChoice } from './audience.queries.ts';
import { type AudienceChoice, segmentsOf } from './audience.ts';
import { findBroken, refuseBroken } from './segments/broken-segment.ts';
import { loadCatalogue } from './segments/catalogue.queries.ts';
import { countSegment } from './segments/count.queries.ts';
import { keyOf } from './segments/language/ast.ts';
import type { Catalogue } from './segments/language/catalogue.ts';
import { expand } from './segments/language/check.ts';
import { hintsOf } from './segments/language/hints.ts';

/**
 * Looks up what the segments of a choice stand for at this moment. A segment that names what is gone meanwhile (a list, a field, another
 * segment) is refused by its name: a campaign must not go to others than its author believes.
 */
export async function resolveChoice(tx: Tx, choice: AudienceChoice, now: Date): Promise<ResolvedChoice> {
  const { include, exclude } = choice;
  if (segmentsOf(include).length + segmentsOf(exclude).length === 0) return choice;
  const [catalogue, { timeZone }] = [await loadCatalogue(tx), await getWorkspace(tx)];
  const problems: ProblemDetail[] = [];
  for (const side of ['include', 'exclude'] as const)
    for (const [at, id] of segmentsOf(choice[side]).entries())
      problems.push(...(await brokenIn(tx, id, catalogue, `/${side}/segments/${at}`)));
  refuseBroken(problems);
  return { ...choice, rules: { catalogue, moment: { now, zone: timeZone } } };
}

async function brokenIn(tx: Tx, id: string, catalogue: Catalogue, pointer: string): Promise<ProblemDetail[]> {
  const found = catalogue.segments.get(publicId('seg', id));
  return found ? findBroken(tx, found, catalogue, pointer) : [];
}

/** What the segments of a choice say, as text that changes when they would choose by another rule; nothing where there are none. */
export function rulesAsWords({ include, exclude, rules }: ResolvedChoice): readonly string[] {
  if (!rules) return [];
  const { catalogue } = rules;
  return (['include', 'exclude'] as const).flatMap((side, at) =>
    segmentsOf([include, exclude][at] ?? include).map((id) => {
      const rule = catalogue.segments.get(publicId('seg', id))?.rule;
      return `${side} ${id} ${rule === undefined ? '' : keyOf(expand(rule, catalogue))}`;
    }),
  );
}

export type SegmentFinding = { readonly code: string; readonly sentence: string; readonly pointer: string };

/** What a launch should know of its segments: that one holds nobody, or everybody there is, or can never be true. */
export async function findSegmentWarnings(tx: Tx, choice: ResolvedChoice): Promise<SegmentFinding[]> {
  const { rules } = choice;
  if (!rules) return [];
  const everybody = await countSegment(tx, { ...rules, rule: { kind: 'everyone' } });
  const findings: SegmentFinding[] = [];
  for (const side of ['include', 'exclude'] as const)
    for (const id of segmentsOf(choice[side])) {
      const found = rules.catalogue.segments.get(publicId('seg', id));
      if (!found || found.rule.kind === 'everyone') continue;
      const people = await countSegment(tx, { ...rules, rule: found.rule });
      const never = hintsOf(expand(found.rule, rules.catalogue), rules).find(
        ({ code }) => code === 'segment.never_true',
      );
      const pointer = `/${side}`;
      if (people === 0)
        findings.push({
          ...{ code: 'segment.nobody', pointer },
          sentence: `Nobody is in the segment “${found.name}” now. ${never?.sentence ?? 'Look at its conditions, or ask why a person is not in it.'}`,
        });
      else if (people === everybody)
        findings.push({
          ...{ code: 'segment.everybody', pointer },
          sentence: `All ${everybody} people of this workspace are in the segment “${found.name}”${side === 'exclude' ? ', so nobody is left' : ''}. Look whether it says what you mean.`,
        });
    }
  return findings;
}
