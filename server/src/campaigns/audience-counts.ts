import type { FeedingFiles } from './feeding-files.queries.ts';
import type { StandingCounts } from './standing.queries.ts';
import type { AudienceCounts, FileCounts } from './waterfall.ts';

/** Joins what the files counted to what the audience counts today. `notInAudience` where it was counted by name. */
export function joinCounts(
  files: FeedingFiles | null,
  standings: StandingCounts,
  notInAudience: number = (files?.people ?? 0) - standings.fromFile,
): AudienceCounts {
  const { chosen, excluded, noConsent, optedOut, outsideCountries, weakConsent } = standings;
  const { unreachable, reassigned, senderUnregistered, doNotCall, notDrawn, willReceive } = standings;
  const { otherPart, inControl, heldOut, hourPast } = standings;
  return {
    files: fileLines(files, standings, notInAudience),
    chosen,
    excluded,
    noConsent,
    optedOut,
    outsideCountries,
    ...{ unreachable, reassigned, senderUnregistered, weakConsent, doNotCall, notDrawn },
    ...{ otherPart, inControl, heldOut, hourPast },
    willReceive,
  };
}

/**
 * The file's own lines. People whom several files brought stand once under "already brought in" for each further file.
 * If the counts cannot be brought to agree with the people on record (an import was undone in part, somebody was erased),
 * the waterfall begins with the audience: a line that is only nearly true is not shown.
 */
function fileLines(
  files: FeedingFiles | null,
  standings: StandingCounts,
  notInAudience: number,
): FileCounts | null {
  if (!files) return null;
  const { rows, invalid, duplicates } = files;
  const notFromFile = standings.chosen - standings.fromFile;
  const repeatedFiles = rows - invalid - duplicates - notInAudience - standings.fromFile;
  if (repeatedFiles < 0 || notInAudience < 0) return null;
  return { rows, invalid, duplicates, repeatedFiles, notInAudience, notFromFile };
}
