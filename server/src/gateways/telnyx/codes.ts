import { codeTable, rows } from '../errors/code-table.ts';

/** Telnyx's error codes as far as texts meet them, in answers and in receipts alike. */
export const codes = codeTable(
  rows('account', {
    10005: 'There is nothing there, or no key was sent along.',
    10009: 'Telnyx does not accept this key.',
    10010: 'The key may not do this.',
    20002: 'The key has been revoked.',
  }),
  rows('funds', {
    20012: 'The account is out of credit, or not active.',
    20013: 'The account is out of credit, or blocked.',
    20100: 'The account is empty.',
  }),
  rows('rate', {
    10011: 'Too many requests at once.',
    40011: 'Too many texts for the carrier at once.',
    40318: 'As many texts as Telnyx keeps already wait for this number.',
  }),
  rows('daily_cap', {
    40016: 'The brand has sent T-Mobile as much as it may today.',
    40018: 'The number has sent the carrier as much as it may today.',
  }),
  rows('temporary', {
    40004: 'The carrier refused it for a reason that it does not tell.',
    40006: 'The carrier cannot be reached.',
  }),
  rows('invalid_number', {
    10002: 'The number is none.',
    10016: 'The number does not look like one.',
    40012: 'The carrier says that the number is none.',
    40310: 'The number is none.',
  }),
  rows(
    'invalid_number',
    { 40001: 'The number is a landline, or no texts can go to it.' },
    { isLandline: true },
  ),
  rows('opted_out', { 40300: 'The person has texted STOP to this number.' }),
  rows('sender', {
    40013: 'The carrier does not accept the number that sends.',
    40305: 'The number that sends is not one of this account.',
    40306: 'The number that sends cannot text there.',
    40321: 'There is no number left to send from.',
    40331: 'The number that sends is not set up for texts.',
    40333: 'The messaging profile may not send from this number.',
  }),
  rows('registration', {
    40010: 'The number is in no registered 10DLC campaign.',
    40328: 'The toll-free number has not been verified.',
    40329: 'The toll-free number was not accepted for verification.',
    40330: 'The toll-free number has not been verified.',
  }),
  rows('filtered', {
    40002: 'A filter took it for spam, for now.',
    40003: 'A filter took it for spam, for good.',
    40015: 'The carrier’s filter held it back.',
    40017: 'The carrier’s filter held it back.',
  }),
  rows('content', {
    10015: 'Telnyx does not accept the words.',
    40009: 'The carrier does not take these words.',
    40302: 'The text is too long.',
    40316: 'The text has no words.',
    40322: 'The words were held back.',
  }),
  rows('not_allowed', { 40309: 'The messaging profile does not allow this country.' }),
  rows('expired', {
    40005: 'Its time was over before it could be delivered.',
    40014: 'It waited for too long in Telnyx’s queue.',
  }),
);
