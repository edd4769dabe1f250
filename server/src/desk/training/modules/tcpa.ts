import type { Module } from '../module.ts';

export const tcpa: Module = {
  id: 'tcpa',
  title: 'TCPA: texting people in the United States',
  minutes: 12,
  version: '2026-11',
  pages: [
    {
      heading: 'Marketing needs written consent',
      text: 'A marketing text needs prior express written consent: an agreement, signed (a web form or a keyword will do), that names the seller and the number, says that the texts are automated, and that consent is no condition of buying anything. No box may be ticked beforehand. The sender has to prove all of it.',
      source: '47 CFR 64.1200(a)(2) and (f)(9)',
    },
    {
      heading: 'Anything that promotes is marketing',
      text: 'An order or an appointment text needs prior express consent only: the person gave the number for it. One line of promotion in it makes it marketing. So does a reminder of a full cart, a win-back, or a request for a review that comes with an offer.',
      source: '47 CFR 64.1200(f)(13) and (f)(15)',
    },
    {
      heading: 'Leaving, in any words',
      text: 'Stop, quit, end, revoke, opt out, cancel and unsubscribe always end consent. So do other words that a reasonable person would take so, and a call, a letter or an e-mail. Nobody may be told that there is only one way. An opt-out is obeyed at once here; the law allows ten business days at most.',
      source: '47 CFR 64.1200(a)(10)',
    },
    {
      heading: 'One confirmation, and nothing else',
      text: 'One text may confirm an opt-out, within five minutes, with no promotion in it. It may ask whether all texts are meant; no answer means all.',
      source: '47 CFR 64.1200(a)(12)',
    },
    {
      heading: 'Hours',
      text: 'Not before 8 in the morning and not after 9 in the evening, where the person is. Several states are stricter, some close on Sundays and holidays. What counts is when the text arrives.',
      source: '47 CFR 64.1200(c)(1); state laws as listed by `npm run -s policy -- rules`',
    },
    {
      heading: 'What it costs',
      text: 'A person may claim 500 dollars for every text, up to 1,500 where it was wilful or knowing. There is no cap, and four years to sue. So whatever you cannot prove, you pay for.',
      source: '47 U.S.C. 227(b)(3); 28 U.S.C. 1658',
    },
  ],
  questions: [
    {
      ask: 'A shop has phone numbers of customers who ordered online. May it text them an offer?',
      options: [
        'Yes, they gave their number',
        'Only those who agreed in writing to marketing texts',
        'Yes, if it is within opening hours',
      ],
      right: 1,
      because: 'Giving a number for an order is consent for texts about the order, not for marketing.',
    },
    {
      ask: 'A text says “Your order has left. 20 % off your next one!” What is it?',
      options: ['An order text', 'Marketing', 'Either, as the sender decides'],
      right: 1,
      because: 'A text with two purposes counts as marketing as a whole.',
    },
    {
      ask: 'Somebody replies “please leave me alone”. What now?',
      options: [
        'It ends their consent, like STOP',
        'It is no keyword, so they stay',
        'They are asked to write STOP',
      ],
      right: 0,
      because: 'Any words count that a reasonable person would take for a wish to leave.',
    },
    {
      ask: 'Somebody asks on the phone to get no more texts. What do you do?',
      options: ['Ask them to reply STOP', 'Record it within ten business days', 'Record the opt-out at once'],
      right: 2,
      because: 'No way of leaving may be made the only one, and nothing is gained by waiting.',
    },
    {
      ask: 'It is 20:30 in New York. May a campaign go to somebody whose number is of New York and whose address is in Los Angeles?',
      options: [
        'Only if it is allowed in both places',
        'Yes, the address decides',
        'Yes, the number decides',
      ],
      right: 0,
      because: 'Where it is not sure where somebody is, every place must allow it.',
    },
    {
      ask: 'Who has to prove that somebody agreed?',
      options: ['The person', 'The sender', 'The carrier'],
      right: 1,
      because: 'The burden of proof is the sender’s; so the words shown, the time and the way are kept.',
    },
  ],
};
