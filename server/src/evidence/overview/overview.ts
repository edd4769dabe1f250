/** What was counted, from which the whole answer follows. */
export type OverviewFacts = {
  readonly cases: { readonly open: number; readonly overdue: number; readonly unassigned: number };
  readonly breaches: { readonly open: number; readonly alarming: number; readonly over: number };
  readonly lateRequests: number;
  readonly lateReplies: number;
  readonly staff: {
    readonly isEnforced: boolean;
    readonly people: number;
    readonly lacking: number;
    readonly readings: number;
    readonly unread: number;
    readonly overdue: number;
  };
  /** Of the last month that is over; null where none was made. */
  readonly selfCheck: { readonly month: string; readonly failed: number } | null;
  readonly lastMonth: string;
  /** What the record of processing lacks. */
  readonly missing: readonly string[];
  readonly unsigned: number;
};

export type Part = {
  readonly part: string;
  readonly weight: number;
  /** Of the weight, rounded down: nothing looks whole by rounding. */
  readonly points: number;
  readonly sentence: string;
};
export type Task = {
  readonly urgency: 'overdue' | 'today' | 'open';
  readonly sentence: string;
  readonly command: string;
};

/** What needs a hand, and a score whose parts add up to it. It is a help to see where to look, and no legal judgement. Pure. */
export function buildOverview(facts: OverviewFacts) {
  const parts = partsOf(facts);
  return {
    object: 'compliance_overview' as const,
    score: parts.reduce((sum, { points }) => sum + points, 0),
    parts,
    today: tasksOf(facts),
    counts: {
      ...{ open_cases: facts.cases.open, overdue_cases: facts.cases.overdue },
      ...{ open_breaches: facts.breaches.open, alarming_breaches: facts.breaches.alarming },
      ...{ late_data_requests: facts.lateRequests, late_replies: facts.lateReplies },
      ...{ members_lacking_training: facts.staff.lacking, policies_unread: facts.staff.unread },
    },
  };
}

const all = (weight: number, isWell: boolean) => (isWell ? weight : 0);
const share = (weight: number, good: number, of: number) =>
  of === 0 ? weight : Math.floor((weight * good) / of);
const many = (count: number, one: string, more: string) => `${count} ${count === 1 ? one : more}`;

function partsOf({
  cases,
  breaches,
  lateRequests,
  lateReplies,
  staff,
  selfCheck,
  lastMonth,
  missing,
  unsigned,
}: OverviewFacts): Part[] {
  return [
    {
      ...{ part: 'replies', weight: 15, points: all(15, lateReplies === 0) },
      sentence:
        lateReplies === 0
          ? 'Every reply was judged in time.'
          : `${many(lateReplies, 'reply waits', 'replies wait')} too long to be judged.`,
    },
    {
      ...{ part: 'data_requests', weight: 15, points: all(15, lateRequests === 0) },
      sentence:
        lateRequests === 0
          ? 'No request about data is late.'
          : `${many(lateRequests, 'request', 'requests')} about data late.`,
    },
    {
      ...{ part: 'cases', weight: 15, points: share(15, cases.open - cases.overdue, cases.open) },
      sentence: `${many(cases.open, 'case', 'cases')} open, ${cases.overdue} of them late.`,
    },
    {
      ...{ part: 'breaches', weight: 15, points: all(15, breaches.over === 0) },
      sentence:
        breaches.over === 0
          ? `${many(breaches.open, 'breach', 'breaches')} open; none went past its 72 hours.`
          : `${many(breaches.open, 'breach', 'breaches')} open; of ${breaches.over} no authority was told in 72 hours.`,
    },
    {
      ...{ part: 'self_check', weight: 15, points: all(15, selfCheck?.failed === 0) },
      sentence: !selfCheck
        ? `No self-check of ${nameOfMonth(lastMonth)} was made.`
        : selfCheck.failed === 0
          ? `The self-check of ${nameOfMonth(selfCheck.month)} holds.`
          : `In the self-check of ${nameOfMonth(selfCheck.month)} ${many(selfCheck.failed, 'question', 'questions')} did not hold.`,
    },
    {
      ...{ part: 'training', weight: 10, points: share(10, staff.people - staff.lacking, staff.people) },
      sentence: `${staff.people - staff.lacking} of ${many(staff.people, 'member', 'members')} have passed what their role needs.`,
    },
    {
      ...{ part: 'policies', weight: 5, points: share(5, staff.readings - staff.overdue, staff.readings) },
      sentence: `${many(staff.unread, 'acknowledgement', 'acknowledgements')} of written policies outstanding, ${staff.overdue} of them late.`,
    },
    {
      ...{ part: 'processing_record', weight: 5, points: all(5, missing.length === 0) },
      sentence:
        missing.length === 0
          ? 'Nothing is missing in the record of processing.'
          : `${many(missing.length, 'thing', 'things')} missing in the record of processing.`,
    },
    {
      ...{ part: 'assessments', weight: 5, points: all(5, unsigned === 0) },
      sentence:
        unsigned === 0
          ? 'No impact assessment waits to be signed.'
          : `${many(unsigned, 'impact assessment waits', 'impact assessments wait')} to be signed.`,
    },
  ];
}

const order = ['overdue', 'today', 'open'] as const;

/** What to do now, the most urgent first, with the command to begin with. */
function tasksOf(facts: OverviewFacts): Task[] {
  const { cases, breaches, lateRequests, lateReplies, staff, selfCheck, lastMonth, missing, unsigned } =
    facts;
  const close = breaches.alarming - breaches.over;
  const tasks: (Task & { readonly count: number })[] = [
    {
      count: breaches.over,
      urgency: 'overdue',
      sentence: `Tell the authority of ${many(breaches.over, 'breach', 'breaches')}: the 72 hours are over.`,
      command: 'tidings breaches',
    },
    {
      count: cases.overdue,
      urgency: 'overdue',
      sentence: `Deal with ${many(cases.overdue, 'case that is', 'cases that are')} late.`,
      command: 'tidings cases --overdue',
    },
    {
      count: lateRequests,
      urgency: 'overdue',
      sentence: `Answer ${many(lateRequests, 'request', 'requests')} about personal data.`,
      command: 'tidings requests --overdue',
    },
    {
      count: lateReplies,
      urgency: 'overdue',
      sentence: `Judge ${many(lateReplies, 'reply', 'replies')}; their writers get no marketing until then.`,
      command: 'tidings replies cases',
    },
    {
      count: staff.overdue,
      urgency: 'overdue',
      sentence: `Remind staff: ${many(staff.overdue, 'acknowledgement is', 'acknowledgements are')} late.`,
      command: 'tidings policies',
    },
    {
      count: close,
      urgency: 'today',
      sentence: `${many(close, 'breach', 'breaches')}: the 72 hours end within a day.`,
      command: 'tidings breaches',
    },
    {
      count: selfCheck?.failed ?? 0,
      urgency: 'today',
      sentence: `See what did not hold in the self-check of ${nameOfMonth(lastMonth)}.`,
      command: `tidings self-check ${lastMonth}`,
    },
    {
      count: selfCheck ? 0 : 1,
      urgency: 'today',
      sentence: `Make the self-check of ${nameOfMonth(lastMonth)}.`,
      command: `tidings self-check ${lastMonth}`,
    },
    {
      count: cases.unassigned,
      urgency: 'today',
      sentence: `Give ${many(cases.unassigned, 'case', 'cases')} to somebody.`,
      command: 'tidings cases',
    },
    {
      count: staff.lacking,
      urgency: staff.isEnforced ? 'today' : 'open',
      sentence: `${many(staff.lacking, 'member lacks', 'members lack')} training${staff.isEnforced ? ', and cannot launch or approve' : ''}.`,
      command: 'tidings training',
    },
    {
      count: missing.length,
      urgency: 'open',
      sentence: `Complete the record of processing: ${missing[0] ?? ''}`,
      command: 'tidings processing',
    },
    {
      count: unsigned,
      urgency: 'open',
      sentence: `Have ${many(unsigned, 'impact assessment', 'impact assessments')} signed.`,
      command: 'GET /v1/assessments',
    },
  ];
  return tasks
    .filter(({ count }) => count > 0)
    .sort((one, other) => order.indexOf(one.urgency) - order.indexOf(other.urgency))
    .map(({ urgency, sentence, command }) => ({ urgency, sentence, command }));
}

/** "October 2026" for `2026-10`. */
function nameOfMonth(month: string): string {
  const at = new Date(`${month}-01T00:00:00Z`);
  return new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(at);
}
