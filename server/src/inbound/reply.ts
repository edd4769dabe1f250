import { readReply } from '@tidings/sms';
import type { Inbound } from '../gateways/index.ts';
import { isPlainStop } from './plain-stop.ts';

/** A person's reply as we understood it. */
export type Reply = Inbound & {
  /** `ask` and `hold`: perhaps a wish to leave, so marketing waits until a person has judged it. */
  intent: 'stop' | 'start' | 'help' | 'confirm' | 'other' | 'ask' | 'hold' | 'wrong_number';
  matchedBy: 'keyword' | 'phrase' | 'model' | null;
  word: string | null;
  /** How sure the reader is, from 0 to 1, and by what. Null where it could not read. */
  score: number | null;
  why: string;
  marks: readonly string[];
};

/**
 * Reads a reply. Longer than any text is cut first, and what PostgreSQL cannot hold is replaced: a stranger writes here. Should the
 * reader fail, the words of STOP still stop, and a person judges everything else.
 */
export function understand(inbound: Inbound, read: typeof readReply = readReply): Reply {
  const body = storable(inbound.body, longestReply);
  const subject = storable(inbound.subject ?? '', longestSubject);
  const ofBody = readOr(body, read, inbound.body.slice(longestReply, mostRead));
  const ofSubject = subject === '' ? null : readOr(subject, read);
  // Of a picture without words its subject is all that was said.
  const isSubjects = ofSubject !== null && (body.trim() === '' || isGraver(ofSubject, ofBody));
  const reading = isSubjects ? ofSubject : ofBody;
  const marks = [...new Set([...ofBody.marks, ...(ofSubject?.marks ?? [])])];
  const toldOrRead = readAsTold(inbound.readAs, reading);
  return { ...inbound, body, ...(subject === '' ? {} : { subject }), ...toldOrRead, marks };
}

const storable = (text: string, longest: number) =>
  text.slice(0, longest).toWellFormed().replaceAll('\u0000', '\uFFFD');

type Reading = Omit<Reply, keyof Inbound>;

/**
 * A carrier that keeps opt-outs itself has acted on the words that its customer has set, which may be none that we know. A STOP
 * is believed whatever we read; a START or HELP never undoes what we read as a wish to leave.
 */
function readAsTold(told: Inbound['readAs'], read: Reading): Reading {
  if (!told || told.word === read.intent || (told.word !== 'stop' && gravest.includes(read.intent)))
    return read;
  return {
    ...read,
    intent: told.word,
    matchedBy: 'keyword',
    score: 1,
    why: 'The carrier has taken it for that.',
  };
}

/** `rest` is what was cut off. */
function readOr(words: string, read: typeof readReply, rest = ''): Reading {
  try {
    const reading = read(words);
    if (!mayLeave(reading.action) && asksToLeave(rest, read)) return tooLong;
    const { action, intent, score, why, marks, matchedBy, word } = reading;
    const isOwnIntent = action === 'ask' || action === 'hold' || action === 'wrong_number';
    return { intent: isOwnIntent ? action : intent, score, why, marks, matchedBy, word };
  } catch {
    return unread(words);
  }
}

// Somebody who writes STOP above a picture means it as much as below.
const gravest: readonly Reply['intent'][] = ['stop', 'wrong_number', 'hold', 'ask'];

function isGraver(one: Reading, other: Reading): boolean {
  const weight = ({ intent }: Reading) =>
    gravest.includes(intent) ? gravest.length - gravest.indexOf(intent) : 0;
  return weight(one) > weight(other);
}

function unread(body: string): Reading {
  const why = 'The reader of replies failed on this one.';
  const word = isPlainStop(body) ? body.trim().toLowerCase() : null;
  if (word === null) return { intent: 'hold', matchedBy: null, word, score: null, why, marks: ['unread'] };
  return { intent: 'stop', matchedBy: 'keyword', word, score: null, why, marks: ['unread'] };
}

// Ten parts; phones send no more, and whoever does is not a phone.
const longestReply = 1_600;
const mostRead = 16_000;
// A wish among much else is seen in pieces of the length of a text; those that it lies across share its words.
const pieceLength = 160;
const pieceOverlap = 60;

/** What is cut off is not lost when it says that somebody wants to leave: a person sees to it. */
function asksToLeave(rest: string, read: typeof readReply): boolean {
  for (let at = 0; at < rest.length; at += pieceLength - pieceOverlap) {
    if (mayLeave(read(rest.slice(at, at + pieceLength).toWellFormed()).action)) return true;
  }
  return false;
}

const mayLeave = (action: ReturnType<typeof readReply>['action']) =>
  action !== 'none' && action !== 'help' && action !== 'optin';

const tooLong = {
  intent: 'hold',
  score: 0.5,
  why: 'It is longer than a text can be, and what follows may ask to get no more texts.',
  marks: ['too_long'],
  matchedBy: null,
  word: null,
} as const;
const longestSubject = 200;

/** The brand a reply is about, as far as it goes into an answer. */
export type ReplyBrand = { id: string; name: string; helpContact: string };

// A confirmation within five minutes is presumed wanted (47 CFR 64.1200(a)(12)); later it would need a reason.
export const confirmWithinMs = 5 * 60_000;

// Machines answer machines: a second HELP within the hour is kept and not answered.
export const helpAnswerEveryMs = 60 * 60_000;
