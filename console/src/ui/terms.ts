import { later } from './language.ts';

/** `glossary` is the row of `docs/glossary.md` that has it; `says` stands on the page, for whoever meets the word there first. */
type Said = { readonly glossary: string; readonly says: string };

/** The words of the field that a newcomer meets, each in a sentence or two. */
export const terms = {
  alphabet: {
    glossary: 'alphabet',
    says: later(
      'Phones know two. GSM-7 has the letters of Western Europe, 160 to a part; one character outside of it, such as an emoji, makes it Unicode (UCS-2), 70 to a part.',
    ),
  },
  brake: {
    glossary: 'guard (of a campaign)',
    says: later(
      'Pauses the campaign by itself once what goes wrong is surely more than this. Somebody resumes it.',
    ),
  },
  chance_of_best: {
    glossary: 'experiment',
    says: later(
      'How sure the figures are that no other variant is better. Before the first text every one is as likely as any other.',
    ),
  },
  csat: {
    glossary: 'rating',
    says: later(
      'People are asked after a conversation to rate it from 1 to 5; this is the mean of what they answered.',
    ),
  },
  delivered: {
    glossary: 'reached',
    says: later('The carrier says that the phone has it. Nobody knows whether it was read.'),
  },
  filtered: {
    glossary: 'filtered (text)',
    says: later(
      'A carrier took the text for spam, or rejected it for what it says. Another number does not help; other words do.',
    ),
  },
  gateway: {
    glossary: 'gateway',
    says: later('The account at a carrier or provider through which texts leave and replies come in.'),
  },
  handed_over: {
    glossary: 'handed over',
    says: later('A carrier has taken the text. From then on it cannot be called back.'),
  },
  hold: {
    glossary: 'hold',
    says: later(
      'Nothing leaves until somebody has looked: after a restore the database may not know what was sent already.',
    ),
  },
  hold_out: {
    glossary: 'hold-out group',
    says: later('People who get nothing, chosen by lot, so that one can tell what would have come anyway.'),
  },
  human_clicks: {
    glossary: 'click',
    says: later(
      'People who opened a link. Programs open links as well, to look for harm; they are told apart and counted nowhere else.',
    ),
  },
  keyword: {
    glossary: 'keyword',
    says: later(
      'A word that people text to your number. STOP, START and HELP have their effect by the rules.',
    ),
  },
  lane: {
    glossary: 'lane',
    says: later(
      'Texts of different haste leave in lanes of their own, so that a password does not wait for a campaign.',
    ),
  },
  legal_hold: {
    glossary: 'legal hold',
    says: later(
      'Somebody with the right to wants what is on file about a number kept, so nothing erases it.',
    ),
  },
  median: {
    glossary: 'median',
    says: later('Half of them were quicker and half were slower. A few that took days do not move it.'),
  },
  mms: {
    glossary: 'MMS',
    says: later(
      'A text with pictures, films or sounds. It counts as one part, and costs about as much as three.',
    ),
  },
  opt_out: {
    glossary: 'opt-out',
    says: later('Somebody does not want our texts any more. It holds at once, whatever is queued.'),
  },
  p95: {
    glossary: '95 of 100',
    says: later('Of a hundred people, ninety-five were answered sooner than this, and five waited longer.'),
  },
  pace: {
    glossary: 'pace',
    says: later(
      'How many parts a second may leave. Carriers set it by number and registration; what is faster is refused or filtered.',
    ),
  },
  part: {
    glossary: 'part',
    says: later(
      'A long text travels in parts, and each is paid for: 160 letters fit one part, 153 each of several; with one unusual character 70 and 67.',
    ),
  },
  pool: {
    glossary: 'pool',
    says: later('Numbers that stand for one another. Each person hears from the same one every time.'),
  },
  program: {
    glossary: 'program',
    says: later(
      'What people join: one brand, one purpose, the words they read before, and how many texts a month are promised. Consent is to a program.',
    ),
  },
  quiet_hours: {
    glossary: 'quiet hours',
    says: later(
      'When marketing has to wait, by the clock where the person is, as the law of the place wants it.',
    ),
  },
  receipt: {
    glossary: 'receipt',
    says: later('What a carrier says became of a text. It may come seconds or days later, or never.'),
  },
  registration: {
    glossary: 'registration',
    says: later(
      'US carriers want to know who sends and what, before long codes (10DLC), toll-free numbers and short codes may text. Unregistered texts do not arrive.',
    ),
  },
  return_on_cost: {
    glossary: 'credit',
    says: later('Revenue less what the texts cost, by that cost. What the goods cost is not in it.'),
  },
  route: {
    glossary: 'route',
    says: later('A further account by which texts of a number may leave, when its own is closed or dearer.'),
  },
  segment: {
    glossary: 'segment',
    says: later('A saved rule by which people are chosen, asked anew each time it is used.'),
  },
  suppression: {
    glossary: 'suppression',
    says: later(
      'A number on this list gets no text of the brand, whoever has the number and however they may be imported again.',
    ),
  },
  ten_dlc: {
    glossary: '10DLC campaign',
    says: later(
      'Ten-digit long codes for programs that text people in the US. A brand and a use case are registered; carriers let so much through for each.',
    ),
  },
  threshold: {
    glossary: 'threshold',
    says: later('From here on an alert is raised, once enough texts show that it is not chance.'),
  },
  waterfall: {
    glossary: 'waterfall',
    says: later(
      'From everybody on the lists to those who will get the text, with the people each line takes away.',
    ),
  },
  workspace: {
    glossary: 'workspace',
    says: later(
      'The people, numbers, texts and settings of one business, kept apart from those of any other. Whoever works here is a member of it.',
    ),
  },
} as const satisfies Record<string, Said>;

export type TermName = keyof typeof terms;
