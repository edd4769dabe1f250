import { oddWords } from './long-words.ts';
import type { Furnished } from './real-stage.ts';

/** What is entered, by label; of a choice the words that are chosen. */
export type Entered = Readonly<Record<string, string | true>>;
export type FormCase = {
  name: string;
  path: string | ((known: Furnished) => string);
  /** The button that opens it, or the name of a menu and what is pressed in it; a form that stands in the page has none. */
  opens?: string | readonly [menu: string, item: string];
  /** Where several forms stand in one page. */
  region?: string;
  submit: string;
  wrong: Entered;
  /** Said at these fields. */
  says: Readonly<Record<string, string>>;
  right: Entered;
  /** Stands in the page after a reload, or in this field. */
  sees: string | RegExp | { field: string; value: string };
};

const odd = oddWords.slice(0, 80);
export const forms: readonly FormCase[] = [
  {
    ...{ name: 'a breach', path: '/compliance/breaches', opens: 'Take a breach down' },
    submit: 'Take it down',
    wrong: { 'In a few words': `Laptop lost ${odd}`, 'About how many people (optional)': '-3' },
    says: { 'About how many people (optional)': 'Must be 0 or more.' },
    right: { 'About how many people (optional)': '120', 'Kinds of data (optional)': 'numbers, names' },
    sees: /^Laptop lost/,
  },
  {
    ...{ name: 'telling the authority', path: '/compliance/breaches', submit: 'Record it' },
    opens: ['Actions of A list in the wrong hands', 'The authority was told …'],
    wrong: { 'Which authority': 'ICO', 'When (optional)': '2020-01-01T10:00' },
    says: { 'When (optional)': 'Nobody can have been told before you were aware of it.' },
    right: { 'When (optional)': '' },
    sees: /^the authority, /,
  },
  {
    ...{ name: 'a processor', path: '/compliance/processing', opens: 'Enter a processor', submit: 'Enter' },
    wrong: { Name: 'Mail house', 'What it does': 'Letters', 'Country (optional)': 'Germany' },
    says: { 'Country (optional)': 'Must be two capital letters, such as US.' },
    right: { 'Country (optional)': 'DE', 'Whom it uses in turn (optional)': 'Post AG, DHL' },
    sees: 'Mail house',
  },
  {
    ...{ name: 'a legal hold', path: '/compliance/holds', opens: 'Place a legal hold', submit: 'Place it' },
    wrong: { Number: '12', 'Who wants it kept, and why': `The court ${odd}` },
    says: { Number: 'Write the whole number with its area code; this is too short to be one.' },
    right: { Number: '(202) 555-0104' },
    sees: /^The court/,
  },
  {
    ...{ name: 'a pool of numbers', path: '/senders/pools', opens: 'New pool', submit: 'Make the pool' },
    wrong: { Name: 'Shop numbers', '(202) 555-0100': true },
    says: { Name: 'There is a pool called “Shop numbers” already. Choose another name.' },
    right: { Name: 'Evening' },
    sees: 'Evening',
  },
  {
    ...{ name: 'a referral scheme', path: '/content/referrals', opens: 'New referral scheme' },
    submit: 'Make the scheme',
    wrong: {
      ...{ Name: 'Bring a neighbour', 'Keyword that friends send with the code': 'FRIENDS' },
      ...{ 'spring: 10 % in spring': true, 'Text of thanks': 'Thanks!' },
    },
    says: { 'Text of thanks': 'Put {{ coupon }} into the words: that is where the code stands.' },
    right: { 'Text of thanks': 'Corner Bakery: thank you! {{ coupon }} is yours. Reply STOP to opt out' },
    sees: 'Bring a neighbour',
  },
  {
    ...{ name: 'which purchases count', path: '/settings/measuring', region: 'Which purchases count' },
    submit: 'Save',
    wrong: { 'Hours after a click': '48', 'Events that count (optional)': 'order placed!' },
    says: {
      'Events that count (optional)': '“order placed!” is no name of an event. Write it as order.placed.',
    },
    right: { 'Events that count (optional)': 'order.placed' },
    sees: { field: 'Hours after a click', value: '48' },
  },
  {
    ...{ name: 'quiet times', path: '/settings/notifications', region: 'When', submit: 'Save' },
    wrong: { 'Quiet from (optional)': '25:99', 'Quiet until (optional)': '07:00' },
    says: { 'Quiet from (optional)': 'Give times as 22:00.' },
    right: { 'Quiet from (optional)': '22:00' },
    sees: { field: 'Quiet from (optional)', value: '22:00' },
  },
  {
    ...{ name: 'a contest', path: '/content/contests/new', submit: 'Save the draft' },
    wrong: {
      ...{ 'Name of the contest': 'Rolls', 'Prize, and what it is worth': 'Rolls, worth $50' },
      'Official rules': 'NO PURCHASE NECESSARY. Enter free of charge at this page. Void where prohibited.',
      ...{ Begins: '2026-12-10T10:00', Ends: '2026-12-01T10:00' },
      'Where people must live (optional)': 'Texas',
      'What winners read': 'Corner Bakery: about Rolls, please come by. Reply STOP to opt out',
    },
    says: {
      Ends: 'Let the contest end after it starts.',
      'Where people must live (optional)': 'Name states as US-TX and countries as CA.',
    },
    right: { Ends: '2026-12-20T10:00', 'Where people must live (optional)': 'US-TX' },
    sees: 'Rolls',
  },
  {
    ...{ name: 'a survey', path: '/content/surveys/new', submit: 'Save the draft' },
    wrong: {
      ...{ 'Name of the survey': 'Bread', 'What people read who have answered everything': 'Thank you' },
      ...{ 'What is asked': 'White or rye?', 'Choices, one a line': 'White\nRye: r' },
      'Hours in which one can answer': '0',
    },
    says: { 'Hours in which one can answer': 'Must be 1 or more.' },
    right: {
      'Hours in which one can answer': '24',
      'What stands before the first question where people are texted (optional)':
        'Corner Bakery: one question. Reply STOP to opt out',
    },
    sees: 'Bread',
  },
  {
    ...{ name: 'an emergency', path: '/emergencies/new', submit: 'Declare it' },
    wrong: {
      ...{ 'What endangers people': 'Fire', 'What it is about, for the record': `Oven ${odd}` },
      ...{ 'What people are told': 'Corner Bakery: fire in hall 3. Leave by the south door.' },
      'How often whoever is silent is texted again': '99',
    },
    says: { 'How often whoever is silent is texted again': 'Must be 10 or less.' },
    right: { 'How often whoever is silent is texted again': '2', 'Guests (12)': true },
    sees: /^Oven/,
  },
  {
    ...{ name: 'a pool of coupons', path: '/content/coupons', opens: 'New coupons', submit: 'Make the pool' },
    wrong: { 'Name in texts': 'Winter Sale!', 'What it is for (optional)': 'Winter rolls' },
    says: { 'Name in texts': 'A pool is named by small letters, digits and _, as it stands in texts' },
    right: { 'Name in texts': 'winter' },
    sees: 'Winter rolls',
  },
  {
    ...{
      name: 'codes of coupons',
      path: ({ poolId }) => `/content/coupons/${poolId}`,
      opens: 'Make codes …',
    },
    submit: 'Make them',
    wrong: { 'How many': '3', 'How they look': 'ABC' },
    says: { 'How they look': 'would find a code. Write more X.' },
    right: { 'How they look': 'NEW-XXXXXXXX' },
    sees: /^NEW-/,
  },
  {
    ...{ name: 'how often people are texted', path: '/settings/rules', region: 'How often', submit: 'Save' },
    wrong: { 'At most so many texts (optional)': '0' },
    says: { 'At most so many texts (optional)': 'Must be 1 or more.' },
    right: { 'At most so many texts (optional)': '4' },
    sees: { field: 'At most so many texts (optional)', value: '4' },
  },
  {
    ...{ name: 'a registration', path: '/compliance/registrations', opens: 'Begin a registration' },
    submit: 'Begin',
    wrong: { Name: 'Bakery brand' },
    says: { Name: 'There is a registration named “Bakery brand” already.' },
    right: { Name: 'Second brand' },
    sees: 'Second brand',
  },
];
