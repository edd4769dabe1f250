import type { Module } from '../module.ts';

export const ctia: Module = {
  id: 'ctia',
  title: 'CTIA: what carriers want to see',
  minutes: 10,
  version: '2026-11',
  pages: [
    {
      heading: 'Rules that are no law, and bind all the same',
      text: 'Carriers in the United States hold senders to the Messaging Principles and Best Practices of their association. Whoever breaks them is blocked, and some are fined.',
      source: 'CTIA Messaging Principles and Best Practices (May 2023)',
    },
    {
      heading: 'What people must read before they join',
      text: 'Who texts and about what, how often, that message and data rates may apply, HELP and STOP, links to terms and privacy policy, and for marketing that consent is no condition of purchase. The consent to texts stands apart from any other, and its box is empty.',
      source: 'CTIA Messaging Principles and Best Practices 5.1.1; Short Code Monitoring Handbook',
    },
    {
      heading: 'What people get first',
      text: 'A confirmation with the name of the program, how often, rates, HELP and STOP. Each text names the sender, unless it is part of a conversation.',
      source: 'CTIA Messaging Principles and Best Practices 5.1.2',
    },
    {
      heading: 'Consent is not for sale',
      text: 'Consent holds for one program of one sender. Lists are not bought, sold, rented or shared, and a privacy policy says so of mobile numbers.',
      source: 'CTIA Messaging Principles and Best Practices 5.1; decline reasons of The Campaign Registry',
    },
    {
      heading: 'What may not be said, and how',
      text: 'Cannabis, firearms, explicit content, hate and most gambling are blocked; alcohol needs an age that was proved by a date of birth. Public link shorteners are blocked. Spreading texts over many numbers so that filters do not notice is snowshoeing, and forbidden.',
      source:
        'CTIA Messaging Principles and Best Practices 5.3 and 5.5.2; codes of conduct of AT&T and T-Mobile',
    },
  ],
  questions: [
    {
      ask: 'A partner offers a list of people who “agreed to texts of selected partners”. May it be used?',
      options: ['Yes, they agreed', 'No', 'Yes, after a double opt-in'],
      right: 1,
      because: 'Consent cannot be handed on; even asking for a YES would be a text without consent.',
    },
    {
      ask: 'Which of these may be left out of the words beside a sign-up form for weekly offers?',
      options: ['How often', 'STOP and HELP', 'The number of employees of the business'],
      right: 2,
      because: 'Frequency, HELP and STOP are needed; nothing about staff is.',
    },
    {
      ask: 'May a campaign use a link of a public shortener?',
      options: ['No; use a domain of your own', 'Yes, if the target is yours', 'Only in short texts'],
      right: 0,
      because: 'Carriers block public shorteners, since nobody can see who stands behind them.',
    },
    {
      ask: 'Somebody who never joined texts HELP. What do they get?',
      options: ['Nothing', 'The name of the program and how to reach you', 'An invitation to join'],
      right: 1,
      because: 'HELP is answered whoever asks, and promotes nothing.',
    },
    {
      ask: 'A number is blocked by a carrier in the middle of a campaign. What do you do?',
      options: ['Go on from another number', 'Stop, and find out why', 'Change some words and try again'],
      right: 1,
      because: 'Going on from another number or with varied words is evasion, which carriers fine.',
    },
  ],
};
