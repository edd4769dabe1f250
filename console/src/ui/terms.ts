import { later } from './language.ts';

/** The words of the field that a newcomer meets, each in a sentence. `docs/glossary.md` has all of them; these stand on the pages. */
export const terms = {
  part: later(
    'A long text travels in parts, and each is paid for: 160 letters fit one part, 153 each of several; with one unusual character 70 and 67.',
  ),
  delivered: later('The carrier says that the phone has it. Nobody knows whether it was read.'),
  handed_over: later('A carrier has taken the text. From then on it cannot be called back.'),
  human_clicks: later(
    'People who opened a link. Programs open links as well, to look for harm; they are told apart and counted nowhere else.',
  ),
  opt_out: later('Somebody does not want our texts any more. It holds at once, whatever is queued.'),
  pace: later(
    'How many parts a second may leave. Carriers set it by number and registration; what is faster is refused or filtered.',
  ),
  threshold: later('From here on an alert is raised, once enough texts show that it is not chance.'),
  hold_out: later('People who get nothing, chosen by lot, so that one can tell what would have come anyway.'),
  chance_of_best: later(
    'How sure the figures are that no other variant is better. Before the first text every one is as likely as any other.',
  ),
  brake: later(
    'Pauses the campaign by itself once what goes wrong is surely more than this. Somebody resumes it.',
  ),
  return_on_cost: later('Revenue less what the texts cost, by that cost. What the goods cost is not in it.'),
} as const satisfies Record<string, string>;

export type TermName = keyof typeof terms;
