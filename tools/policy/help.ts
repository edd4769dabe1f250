const explain = `npm run -s policy -- explain --to NUMBER --at INSTANT [options]

May a text arrive then and there, and why? Needs no database and no service.

  --to NUMBER       the phone, with + and country: +12125550101
  --at INSTANT      with an offset or Z: 2026-11-24T13:00:00Z
  --purpose WORD    marketing (usual), transactional, otp, conversational, internal, survey, nonprofit,
                    political, healthcare, emergency, debt_collection
  --state XX        state or province of the person's address: FL, ON
  --zone AREA/CITY  the zone that the person or the address named; it counts alone
  --profile WORD    strict (usual): every state and zone in which the person may be must be open
                    statutory: of the states, those whose law is known, reaches texts and is not lifted by consent
                    federal: the window of the country alone
  --consent LEVEL   what is on file: pewc, pewc_attested, established_relationship, implied, soft_opt_in, pec …;
                    without it the trace says what would be needed
  --consent-until INSTANT  when that ends, for a dealing
  --standard WORD   relationship (usual): all that the law accepts; written; proven
  --urgent          the person waits for it: transactional, healthcare and internal texts go at any hour
  --body TEXT       what it says: each finding of the linter is in the trace, and an error drops the text. Whether it must
                    say how to leave depends on what the person has been told, so that is not asked
  --brand NAME      how the brand calls itself, which the text must name
  --sender WHAT     +12025550100, 12345 or a name: what carriers there ask of such a sender, and whether they take it
  --json            one object: {"decision": "allow" | "hold" | "drop", "until"?, "closes_at"?, "trace": […]}

Ends with 0 when there is an answer, whatever it is, and with 2 when the question cannot be read.`;

const rules = `npm run -s policy -- rules [--json] [--holidays YEAR] [--permission] [--content]

Every rule about hours with its source and how sure we are: A the law was read, B a summary of it, C a table of a
vendor, M from memory, R recommended where no law says anything. With --holidays, the days that a year closes; with --permission,
which consent texts need instead of the hours; with --content,
what the linter asks of words (FCC, CTIA, carriers, CAN-SPAM, our own advice).`;

const oracle = `npm run -s policy -- oracle [--instants N] [--seed N]

Asks the rules about N instants (usual: 100000) in all zones and states, and a second implementation that shares no
code with them. Ends with 1 when they disagree anywhere.`;

const launch = `npm run -s policy -- launch [--people N] [--at INSTANT] [--pace N] [--profile WORD] [--json]

Who of N people of the United States (usual: 1000000, over all its area codes) gets a marketing text that is launched at
an instant (usual: 17:00 in New York on 24 November 2026), and who is held until when. With --pace, each is judged in the
second in which their turn comes at so many texts a second.`;

const lintReport = `npm run -s policy -- lint-report [seen|held-out|fresh|unseen|strangers|later|newcomers|guests|visitors|
                                    neighbours|callers] [--all]

How many bad texts of policy/corpus the linter finds, and how many good ones it finds fault with; with --all, each text
that was judged wrongly. What the figures are worth stands in policy/corpus/README.md.`;

export const help: Readonly<Record<string, string>> & { readonly all: string } = {
  all: `npm run -s policy -- explain | rules | oracle | launch | lint-report\n\n${explain}\n\n${rules}\n\n${oracle}\n\n${launch}\n\n${lintReport}`,
  explain,
  rules,
  oracle,
  launch,
  'lint-report': lintReport,
};
