import type { Module } from '../module.ts';

export const canSpam: Module = {
  id: 'can_spam',
  title: 'CAN-SPAM: where texts touch e-mail',
  minutes: 6,
  version: '2026-11',
  pages: [
    {
      heading: 'It is about e-mail',
      text: 'CAN-SPAM binds commercial messages to e-mail addresses, not texts to telephone numbers. It reaches phones where a message goes to an address at a wireless domain, such as number@carrier: that needs express prior authorisation. Tidings never sends texts by e-mail.',
      source: '15 U.S.C. 7702(6) and 7704; 47 CFR 64.3100',
    },
    {
      heading: 'What commercial e-mail must carry',
      text: 'True sender and subject, a clear sign that it is an advertisement unless the person agreed beforehand, a valid postal address, and a way to opt out that works for at least 30 days and is obeyed within 10 business days.',
      source: '15 U.S.C. 7704(a)(1) to (5)',
    },
    {
      heading: 'Where you meet it',
      text: 'If the business also mails offers, or uses the postal address of a brand in templates, these rules hold for that mail. An opt-out of one channel is no consent for the other.',
      source: '15 U.S.C. 7704(a)(5)(A)',
    },
  ],
  questions: [
    {
      ask: 'Does an ordinary marketing text to a phone number need a postal address by CAN-SPAM?',
      options: ['Yes', 'No; the law is about e-mail', 'Only in California'],
      right: 1,
      because: 'It binds messages to e-mail addresses. Other laws on texts hold all the same.',
    },
    {
      ask: 'By when must an opt-out from commercial e-mail be obeyed?',
      options: ['Within 10 business days', 'Within a month', 'With the next newsletter'],
      right: 0,
      because: '15 U.S.C. 7704(a)(4).',
    },
    {
      ask: 'May offers be sent to number@carrier addresses to save the price of texts?',
      options: [
        'Yes, it is e-mail',
        'Not without express prior authorisation, and never by Tidings',
        'Yes, with a postal address',
      ],
      right: 1,
      because: '47 CFR 64.3100 wants express prior authorisation for mobile service commercial messages.',
    },
    {
      ask: 'What must a commercial e-mail to somebody who did not ask for it say of itself?',
      options: ['That it is an advertisement', 'That it is confidential', 'Nothing'],
      right: 0,
      because: '15 U.S.C. 7704(a)(5)(A)(i).',
    },
    {
      ask: 'What must stand in every commercial e-mail?',
      options: ['A valid physical postal address', 'A telephone number', 'The price of the goods'],
      right: 0,
      because: '15 U.S.C. 7704(a)(5)(A)(iii).',
    },
  ],
};
