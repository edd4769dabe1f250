/** Why somebody of the audience (or of the file behind it) gets no text; also the reasons in campaign_exclusion. */
export type ExclusionReason =
  | 'excluded'
  | 'no_consent'
  | 'opted_out'
  | 'outside_countries'
  | 'unreachable'
  | 'reassigned'
  | 'weak_consent'
  | 'do_not_call'
  | 'sender_unregistered'
  | 'not_drawn'
  | 'other_part'
  | 'control'
  | 'held_out'
  | 'hour_past'
  | 'not_in_audience';

export type WaterfallName =
  | 'in_file'
  | 'invalid'
  | 'duplicates'
  | 'repeated_files'
  | 'not_in_audience'
  | 'not_from_file'
  | 'audience'
  | 'excluded'
  | 'no_consent'
  | 'opted_out'
  | 'outside_countries'
  | 'unreachable'
  | 'reassigned'
  | 'weak_consent'
  | 'do_not_call'
  | 'sender_unregistered'
  | 'not_drawn'
  | 'other_part'
  | 'control'
  | 'held_out'
  | 'hour_past'
  | 'will_receive';

/** `count` is never negative; `sign` says whether it is added, taken away, or the sum of all lines above it. */
export type WaterfallLine = {
  readonly line: WaterfallName;
  readonly count: number;
  readonly sign: '+' | '-' | '=';
  readonly label: string;
};

/** What the imports that fed an audience counted, and how that relates to the audience. */
export type FileCounts = {
  readonly rows: number;
  readonly invalid: number;
  readonly duplicates: number;
  readonly repeatedFiles: number;
  readonly notInAudience: number;
  readonly notFromFile: number;
};

export type AudienceCounts = {
  /** Null when no import fed the audience: then the waterfall begins with the audience itself. */
  readonly files: FileCounts | null;
  /** Everybody in the included lists and tags. */
  readonly chosen: number;
  readonly excluded: number;
  readonly noConsent: number;
  readonly optedOut: number;
  readonly outsideCountries: number;
  /** Landlines, and numbers of which a carrier or a source says that they are none. */
  readonly unreachable: number;
  /** Given up by whoever had it, after the consent on file. */
  readonly reassigned: number;
  /** Joined, and not as the law wants it for this purpose in their country. */
  readonly weakConsent: number;
  readonly senderUnregistered: number;
  /** On a do-not-call list from which nothing exempts them, or without the registers that a relationship needs. */
  readonly doNotCall: number;
  /** Not among those whom the lot took, where the campaign goes to at most so many. */
  readonly notDrawn: number;
  /** In another part of the experiment that this campaign is an arm of. */
  readonly otherPart: number;
  /** Kept without the text, so that what it brings can be told from what would have come anyway. */
  readonly inControl: number;
  /** In the group of the workspace that gets no marketing at all, for the same reason. */
  readonly heldOut: number;
  /** Planned for an hour of theirs that was over when it began. */
  readonly hourPast: number;
  readonly willReceive: number;
};

export type LaunchedAudience = {
  readonly waterfall: readonly WaterfallLine[];
  readonly willReceive: number;
  /** The imports whose rows the first lines count. */
  readonly importIds: readonly string[];
  /** When it was launched by the clock outside; a rehearsal's own clock cannot tell how fast the texts went. */
  readonly launchedRealAt: string;
};

const labels: Readonly<Record<WaterfallName, string>> = {
  in_file: 'Rows in the file',
  invalid: 'No usable number',
  duplicates: 'Repeated within the file',
  repeated_files: 'Already brought in by an earlier file',
  not_in_audience: 'In the file, not in this audience',
  not_from_file: 'In this audience, not from the file',
  audience: 'People of the chosen lists, tags and segments',
  excluded: 'On an excluded list or tag, or in an excluded segment',
  no_consent: 'No recorded consent',
  opted_out: 'Opted out',
  outside_countries: 'In a country that is not allowed',
  unreachable: 'Landline, or no such number',
  reassigned: 'Number given up since the consent',
  weak_consent: 'Consent on file not enough for this purpose',
  do_not_call: 'On a do-not-call list',
  sender_unregistered: 'In a country for which the number has no papers',
  not_drawn: 'Not drawn: it goes to fewer people',
  other_part: 'In another part of the experiment',
  control: 'In the control group of the experiment',
  held_out: 'In the hold-out group of the workspace',
  hour_past: 'Their hour was over when it began',
  will_receive: 'Will receive',
};

/** The lines as they stood at the launch; once the campaign is over, nobody will receive anything of it any more. */
export function waterfallOf({
  audience,
  status,
}: {
  audience: { readonly waterfall: readonly WaterfallLine[] } | null;
  status: string;
}): WaterfallLine[] {
  const lines = [...(audience?.waterfall ?? [])];
  if (status !== 'finished' && status !== 'stopped') return lines;
  return lines.map((line) =>
    line.line === 'will_receive' ? { ...line, label: 'Were to receive it' } : line,
  );
}

// Lines that say nothing when they are zero. The others stand even then: "0 opted out" is an answer.
const shownOnlyWhenSome: ReadonlySet<WaterfallName> = new Set([
  'repeated_files',
  'not_in_audience',
  'not_from_file',
  'excluded',
  'outside_countries',
  'unreachable',
  'reassigned',
  'weak_consent',
  'do_not_call',
  'sender_unregistered',
  'not_drawn',
  'other_part',
  'control',
  'held_out',
  'hour_past',
]);

/** The lines from the file to the people who will receive the text, in order. They add up exactly, or this throws. */
export function buildWaterfall(counts: AudienceCounts): WaterfallLine[] {
  const { files } = counts;
  const fromFiles: [WaterfallName, '+' | '-' | '=', number][] = files
    ? [
        ['in_file', '+', files.rows],
        ['invalid', '-', files.invalid],
        ['duplicates', '-', files.duplicates],
        ['repeated_files', '-', files.repeatedFiles],
        ['not_in_audience', '-', files.notInAudience],
        ['not_from_file', '+', files.notFromFile],
        ['audience', '=', counts.chosen],
      ]
    : [['audience', '+', counts.chosen]];
  const all: [WaterfallName, '+' | '-' | '=', number][] = [
    ...fromFiles,
    ['excluded', '-', counts.excluded],
    ['no_consent', '-', counts.noConsent],
    ['opted_out', '-', counts.optedOut],
    ['outside_countries', '-', counts.outsideCountries],
    ['unreachable', '-', counts.unreachable],
    ['reassigned', '-', counts.reassigned],
    ['weak_consent', '-', counts.weakConsent],
    ['do_not_call', '-', counts.doNotCall],
    ['sender_unregistered', '-', counts.senderUnregistered],
    ['not_drawn', '-', counts.notDrawn],
    ['other_part', '-', counts.otherPart],
    ['control', '-', counts.inControl],
    ['held_out', '-', counts.heldOut],
    ['hour_past', '-', counts.hourPast],
    ['will_receive', '=', counts.willReceive],
  ];
  const lines = all
    .filter(([line, , count]) => count !== 0 || !shownOnlyWhenSome.has(line))
    .map(([line, sign, count]) => ({ line, count, sign, label: labels[line] }));
  const flaw = findFlaw(lines);
  if (flaw) throw new RangeError(`The waterfall does not add up at ${flaw.line}: ${JSON.stringify(counts)}`);
  return lines;
}

/** The first line that contradicts those above it, if any. */
export function findFlaw(lines: readonly WaterfallLine[]): WaterfallLine | undefined {
  let sum = 0;
  for (const line of lines) {
    if (line.count < 0 || !Number.isSafeInteger(line.count)) return line;
    if (line.sign === '=' && line.count !== sum) return line;
    if (line.sign !== '=') sum += line.sign === '+' ? line.count : -line.count;
  }
  return undefined;
}
