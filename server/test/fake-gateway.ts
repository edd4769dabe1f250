import {
  type Gateway,
  type GatewayAdapter,
  type LookUp,
  rehearsal,
  type Submission,
  type SubmitLimits,
  type SubmitOutcome,
} from '../src/gateways/index.ts';

/** A carrier inside the test: it remembers what it accepted, and answers as the test tells it. */
export type FakeCarrier = {
  readonly adapter: GatewayAdapter;
  readonly accepted: Submission[];
  /** Decides the next answers; the text counts as accepted when the outcome is 'accepted' or `took` is true. */
  answer: (submission: Submission, tries: number) => { outcome: SubmitOutcome; took?: boolean };
  lookUp: (reference: string) => LookUp | Promise<LookUp>;
  /** What happens elsewhere while a text is on its way to the carrier. */
  meanwhile: (submission: Submission) => Promise<void>;
};

export function fakeCarrier(capability: Gateway['capability'] = 'B'): FakeCarrier {
  const accepted: Submission[] = [];
  const tries = new Map<string, number>();
  const providerIdOf = (reference: string) => `fake_${reference}`;
  async function submitOne(submission: Submission, limits: SubmitLimits): Promise<SubmitOutcome> {
    if (!limits.mayStillLeave()) return { kind: 'not_sent' };
    const count = (tries.get(submission.reference) ?? 0) + 1;
    tries.set(submission.reference, count);
    const { outcome, took = outcome.kind === 'accepted' } = carrier.answer(submission, count);
    if (took) accepted.push(submission);
    await carrier.meanwhile(submission);
    return outcome;
  }
  const carrier: FakeCarrier = {
    accepted,
    answer: (submission) => ({
      outcome: { kind: 'accepted', providerId: providerIdOf(submission.reference) },
    }),
    meanwhile: async () => {},
    lookUp: (reference) =>
      accepted.some((one) => one.reference === reference)
        ? { kind: 'found', providerId: providerIdOf(reference) }
        : { kind: 'absent' },
    adapter: {
      ...rehearsal,
      kind: 'rehearsal_fake',
      open: () => ({
        capability,
        listingLagMs: 0,
        window: 1_000,
        submit: (texts, limits) => texts.map((text) => submitOne(text, limits)),
        reconcile: async ({ reference }) => carrier.lookUp(reference),
        verify: () => ({ ok: true }),
        readCallback: () => ({ receipts: [], inbound: [] }),
        close: async () => {},
      }),
    },
  };
  return carrier;
}
