import { later } from '../ui/language.ts';

const writing = [
  later('Write the text on the left; the phone shows it as a real person would get it.'),
  later('“Personal field” puts in a name or a column of yours. Say what is written where somebody has none.'),
  later('The brand in front and the way to opt out behind are added for you.'),
  later('The line below the text counts letters and parts: each part is paid for.'),
  later('Choose lists or segments to send to. Whoever has not agreed is left out by itself.'),
  later('“Check and review” sends nothing: it shows who gets it, when, and what it costs.'),
];

/** What somebody needs who has not been on a page before, by its address: a few sentences, before the words of the guide. */
export const inShort: Readonly<Record<string, readonly string[]>> = {
  '/': [
    later(
      'Getting started leads from a list of people to a first campaign; a step is ticked when it is done.',
    ),
    later('New campaign writes a text to many people. Nothing leaves before you have seen who gets it.'),
    later('Ctrl+K (⌘K) finds every page, every person and every campaign by name.'),
    later('“Sending” at the top stops everything within a second.'),
  ],
  '/campaigns/new': writing,
  '/campaigns/*/edit': writing,
  '/campaigns': [
    later(
      'A campaign is a draft until it is checked, and leaves only when somebody launches or schedules it.',
    ),
    later('“Pause” holds it within a second and “Resume” goes on where it stopped; “Stop” is for good.'),
    later('Its page shows who got it and who did not, and why. “Results” says what it brought.'),
  ],
  '/campaigns/*/review': [
    later('What is red must be mended before it can leave; what is yellow is worth a look.'),
    later('“Who gets it, and who does not” counts everybody, each with the reason.'),
    later(
      'Where it is too early or too late for somebody, their text waits for an hour at which it may arrive.',
    ),
    later('The last button says to how many people it goes. Nothing leaves before you press it.'),
  ],
  '/campaigns/*/results': [
    later('“Delivered” means that the carrier says so. Nobody can tell who has read a text.'),
    later(
      'Beside a share stands how sure it is: the wider the range, the less it says about the next campaign.',
    ),
    later('Links that robots opened, such as scanners, are not counted as clicks of people.'),
  ],
  '/people': [
    later('Everybody you know, and whether they may be texted. Open somebody to see why or why not.'),
    later('Filters above the table choose people; whoever is shown can be put on a list or exported.'),
    later('Whoever has opted out stays out until they come back by a text of their own.'),
  ],
  '/audience/imports': [
    later('Bring a CSV file, or paste rows from a spreadsheet. Nobody is texted by an import.'),
    later('Say how these people agreed: without that they are kept and not texted.'),
    later('The check shows what would happen before anything does; for a day the import can be taken back.'),
  ],
  '/audience/segments': [
    later('A segment is a rule, such as “lives in Texas and clicked in the last 30 days”.'),
    later('Whoever fits it is in it, and it is asked anew each time a campaign goes to it.'),
    later('While you choose, the page shows how many people it is and some of them.'),
  ],
  '/audience/sign-up': [
    later('A program is what people join: its brand, its promise, and the words they agree to.'),
    later('A form is a page at which they join; a keyword is a word that they text.'),
    later(
      '“Show it” at a program changes its words, and where people get help: everybody who opens a form sees that address.',
    ),
  ],
  '/inbox': [
    later(
      'What people write back, one conversation each. STOP and its like are dealt with before you see them.',
    ),
    later('Your answer leaves at once, from the number that they wrote to.'),
  ],
  '/reports': [
    later('What all texts came to, day by day, beside the days before.'),
    later('Choose the days at the top. A change is named only where it is more than chance.'),
    later('What one campaign brought stands on its own page, under “Results”.'),
    later('Each picture has its figures in a table, which can be saved for a spreadsheet.'),
  ],
  '/settings/people': [
    later(
      '“Invite somebody” makes a link that works once, for a week. Where no mail goes out, pass it on yourself.',
    ),
    later(
      'If a link is lost, make a new one in the menu of the invitation; the old one opens nothing any more.',
    ),
    later('A role says what somebody may do, and you can change it at any time.'),
  ],
  '/senders/gateways': [
    later('Until a carrier is connected, texts go to pretend phones and cost nothing.'),
    later('You need an account with a carrier; what it asks for stands in that account.'),
    later('The carrier is asked before anything is kept. What is secret is never shown again.'),
  ],
};
