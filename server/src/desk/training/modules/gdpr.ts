import type { Module } from '../module.ts';

export const gdpr: Module = {
  id: 'gdpr',
  title: 'GDPR: personal data of people in Europe',
  minutes: 12,
  version: '2026-11',
  pages: [
    {
      heading: 'Consent that can be shown',
      text: 'A marketing text needs consent: given by an act, for something named, informed, free and as easy to take back as to give. You must be able to show it. An exception holds for own customers and own similar products, if they could refuse when the number was taken and can in each text.',
      source: 'GDPR art. 4(11) and 7; directive 2002/58/EC art. 13',
    },
    {
      heading: 'What people may ask',
      text: 'To see what you have, correct it, take it along, have it erased or frozen, and to object. An objection to direct marketing is absolute and acts at once. Everything else is answered within a month, which can be extended once by two, with a reason.',
      source: 'GDPR art. 12(3), 15 to 18, 20 and 21(2) to (3)',
    },
    {
      heading: 'First find out who asks',
      text: 'Handing a file to the wrong person is a breach. Make sure who asks, by a code to the number or in another way, and ask for no more than is needed.',
      source: 'GDPR art. 12(6)',
    },
    {
      heading: 'Seventy-two hours',
      text: 'A breach is any loss, change or disclosure of personal data that should not have been: a list sent to the wrong address is one. Tell the officer at once. From the moment the business is aware of it, the authority must be told within 72 hours, unless a risk to people is unlikely; where the risk is high, the people too.',
      source: 'GDPR art. 4(12), 33 and 34',
    },
    {
      heading: 'As little as needed, for as long as needed',
      text: 'Collect what the purpose needs, keep it for as long as it does, and use it for nothing else. What keeps somebody from being texted again may stay after an erasure.',
      source: 'GDPR art. 5(1)(b), (c) and (e), and 17(3)',
    },
  ],
  questions: [
    {
      ask: 'Somebody in Paris objects to marketing. By when must it stop?',
      options: ['At once', 'Within a month', 'Within ten business days'],
      right: 0,
      because: 'The right to object to direct marketing is absolute (art. 21(2) to (3)).',
    },
    {
      ask: 'An agent sends a customer list to the wrong e-mail address. What is it?',
      options: [
        'A mistake, settled by asking for deletion',
        'A breach that the officer must hear of at once',
        'Nothing, if it had no passwords in it',
      ],
      right: 1,
      because:
        'Unintended disclosure is a breach; whether the authority must be told is the officer’s to judge.',
    },
    {
      ask: 'From when do the 72 hours run?',
      options: [
        'From when the breach happened',
        'From when the business became aware of it',
        'From when it is fully understood',
      ],
      right: 1,
      because: 'Art. 33(1): after having become aware of it. What is not known yet is told later, in parts.',
    },
    {
      ask: 'Somebody calls and asks for everything on file. What comes first?',
      options: ['Sending the file', 'Making sure who asks', 'Asking why they want it'],
      right: 1,
      because: 'Reasons are not asked for; identity is, where it is in doubt (art. 12(6)).',
    },
    {
      ask: 'How long may an answer to a request for access take?',
      options: ['A month, which can be extended once by two', '72 hours', 'Three months in any case'],
      right: 0,
      because: 'Art. 12(3); whoever extends tells the person why within the first month.',
    },
  ],
};
