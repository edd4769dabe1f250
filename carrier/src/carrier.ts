import { randomBytes } from 'node:crypto';
import { statSync } from 'node:fs';
import { takeWhole } from './accept.ts';
import { createCallbacks } from './callbacks.ts';
import { type Clock, createIsoTime, realClock } from './clock.ts';
import type { CapabilityClass, Context } from './context.ts';
import { deliver, takeStep } from './deliver.ts';
import { createDeliveries, type Deliveries } from './deliveries.ts';
import { createDueList } from './due-list.ts';
import type { Handsets } from './handsets.ts';
import { createIds } from './ids.ts';
import { openLedger, parseRow, readLedgerPage, streamLedger } from './ledger.ts';
import { createNetworks } from './networks.ts';
import { eventOf, factsOf, type News, type PlainReceipt, type ReceiptFacts } from './news.ts';
import { type TypedText, typeOnPhone } from './phones.ts';
import { createDice } from './random.ts';
import { createRegister } from './register.ts';
import type { CarrierEvent, Face, InboundEvent, LedgerEntry, ReceiptEvent, RefusalCode } from './rows.ts';
import { changeSettings, type Settings } from './settings.ts';
import type { Answer, Submission } from './submission.ts';
import { recordRefusal, submit } from './submit.ts';
import type { Verdict } from './tally.ts';
import { tellAgain } from './tell.ts';
import type { OutboundText } from './texts.ts';
import { createThrottle } from './throttle.ts';
import { createTimetable, type Timetable } from './timetable.ts';
import { createVisits } from './visits.ts';

export interface EngineOptions {
  ledger: string;
  seed: number;
  settings: Settings;
  callbackUrl: string;
  callbackSecret: string;
  capabilityClass: CapabilityClass;
  senders: ReadonlyMap<string, number | null>;
  /** Where texts go that phones send to a number which has not sent anything yet; HTTP unless given. */
  faceOfStrangers?: Face;
  /** The ledger cannot be written any more, so nothing may be accepted any more. */
  onFailure(error: Error): void;
  clock?: Clock;
  timetable?: Timetable;
}

/** What `GET /v1/ledger/summary` shows: the file's verdict, and what is still to be told. */
export interface Summary extends Verdict {
  undelivered_callbacks: number;
}

/** The engine behind every face: it accepts, routes to phones, and reports. It knows nothing of HTTP or SMPP. */
export interface Carrier {
  readonly capabilityClass: CapabilityClass;
  readonly settings: Settings;
  readonly handsets: Handsets;
  readonly ledgerPath: string;
  /** Events for clients that are connected, which a face takes to them. */
  readonly deliveries: Deliveries;
  /** Events about what came in by the face of a provider, and for numbers that belong there. */
  readonly providerNews: Deliveries;
  change(settings: unknown, base?: Settings): Settings;
  /** Calls back when the answer may leave: the ledger is written, the latency is over. */
  submit(submission: Submission, give: (answer: Answer) => void): void;
  /** Notes what a face turned away before it got here. */
  turnAway(code: RefusalCode, about: Partial<Submission>): Promise<void>;
  findText(id: string): OutboundText | null;
  factsOf(receipt: PlainReceipt | ReceiptEvent): ReceiptFacts;
  /** The first characters of a text, by its number. */
  beginningOf(text: number, length: number): string;
  /** Accepted texts under a reference, without those that the listing does not show yet. */
  listTexts(reference: string): OutboundText[];
  type(text: Omit<TypedText, 'script'>): Promise<InboundEvent>;
  /** By which way a text to this number leaves for whoever it belongs to. */
  faceOfSender(sender: string): Face;
  isBlocked(sender: string, number: string): boolean;
  summary(tag?: string): Summary;
  ledgerPage(from: number, tag?: string): Promise<{ lines: string[]; next: number }>;
  stop(): Promise<void>;
}

/** A receiver that was away for long leaves a hundred thousand events; one row of them all would be a 30 MB line. */
const eventsPerRow = 500;

/** Opens the ledger, remembers what it says, finishes what an earlier run left over, and takes submissions. */
export async function openCarrier(options: EngineOptions): Promise<Carrier> {
  const { ctx, callbacks, deliveries, providerNews } = await openContext(options);
  const { texts, events } = ctx.register.unfinished();
  ctx.record({ kind: 'opened', run: ctx.run, seed: options.seed });
  for (const text of ctx.register.joins.whole()) void takeWhole(ctx, text);
  for (const text of texts) void deliver(ctx, text);
  for (const event of events) tellAgain(ctx, event);
  return {
    capabilityClass: ctx.capabilityClass,
    get settings() {
      return ctx.settings;
    },
    handsets: ctx.register.handsets,
    ledgerPath: ctx.ledger.path,
    deliveries,
    providerNews,
    change(settings, base) {
      ctx.settings = changeSettings(base ?? ctx.settings, settings);
      return ctx.settings;
    },
    submit: (submission, give) => submit(ctx, submission, give),
    turnAway(code, about) {
      recordRefusal(ctx, code, about, false);
      return ctx.ledger.written();
    },
    findText: (id) => ctx.register.findText(id),
    factsOf: (receipt) => factsOf(ctx.register, receipt),
    beginningOf: ctx.register.beginningOf,
    listTexts(reference) {
      const shownUpTo = ctx.clock.now() - ctx.settings.listing_lag_ms;
      return ctx.register.textsByReference(reference).filter((text) => text.acceptedAt <= shownUpTo);
    },
    async type(text) {
      const event = typeOnPhone(ctx, { ...text, script: null });
      await ctx.ledger.written();
      return event;
    },
    faceOfSender: (sender) => ctx.register.faceOfSender(sender) ?? ctx.faceOfStrangers,
    isBlocked: (sender, number) => ctx.register.isBlocked(sender, number),
    summary: (tag) => ({
      ...ctx.register.tally.verdict(tag),
      undelivered_callbacks:
        callbacks.waiting +
        callbacks.gaveUp +
        deliveries.waiting +
        deliveries.gaveUp +
        providerNews.waiting +
        providerNews.gaveUp,
    }),
    async ledgerPage(from, tag) {
      await ctx.ledger.written();
      const page = await readLedgerPage(ctx.ledger.path, from);
      return tag === undefined ? page : { ...page, lines: page.lines.filter((line) => hasTag(line, tag)) };
    },
    async stop() {
      ctx.timetable.stop();
      await ctx.visits.stop();
      const waiting = (await Promise.all([callbacks.stop(), deliveries.stop(), providerNews.stop()])).flat();
      do ctx.record({ kind: 'closed', waiting: waiting.splice(0, eventsPerRow) });
      while (waiting.length > 0);
      ctx.ledger.close();
    },
  };
}

async function openContext(options: EngineOptions) {
  const clock = options.clock ?? realClock;
  const register = createRegister();
  const isoTime = createIsoTime();
  let seq = 0;
  // The old rows are read before the file is opened for writing, and so without anything of ours among them.
  const { size = 0 } = statSync(options.ledger, { throwIfNoEntry: false }) ?? {};
  if (size > 0) {
    for await (const row of streamLedger(options.ledger)) {
      register.apply(row, Date.parse(row.at));
      seq = row.seq;
    }
  }
  const ledger = openLedger(options.ledger, options.onFailure);
  const run = randomBytes(4).toString('hex');
  const record = (entry: LedgerEntry) => {
    const at = clock.now();
    ledger.append(++seq, isoTime(at), entry);
    register.apply(entry, at);
    return at;
  };
  const timetable = options.timetable ?? createTimetable();
  const onGaveUp = (events: readonly CarrierEvent[]) =>
    void record({ kind: 'gave_up', event_ids: events.map((event) => event.event_id) });
  const toEvent = (news: News) => eventOf(register, isoTime, news);
  const callbacks = createCallbacks({
    url: options.callbackUrl,
    secret: options.callbackSecret,
    eventOf: toEvent,
    written: () => ledger.written(),
    onGaveUp,
  });
  const { whenWritten } = ledger;
  const openDeliveries = () => createDeliveries({ timetable, whenWritten, eventOf: toEvent, onGaveUp });
  const [deliveries, providerNews] = [openDeliveries(), openDeliveries()];
  const ctx: Context = {
    run,
    clock,
    dice: createDice(options.seed),
    timetable,
    due: createDueList(timetable, (step) => takeStep(ctx, step)),
    throttle: createThrottle(),
    networks: createNetworks(createDice(options.seed), () => clock.now()),
    ledger,
    register,
    visits: createVisits(options.callbackUrl),
    outlets: { http: callbacks, smpp: deliveries, provider: providerNews },
    faceOfStrangers: options.faceOfStrangers ?? 'http',
    capabilityClass: options.capabilityClass,
    senders: options.senders,
    settings: options.settings,
    newId: createIds(run),
    isoTime,
    record,
  };
  return { ctx, callbacks, deliveries, providerNews };
}

function hasTag(line: string, tag: string): boolean {
  const row = parseRow(line);
  return row !== null && 'tag' in row && row.tag === tag;
}
