import { openPhrasebook } from '@tidings/sms/sentences';
import { spanishOfTexts } from '@tidings/sms/spanish';
import type { Dictionary } from './dictionary.ts';
import { spanishAToB } from './es/a-to-b.ts';
import { spanishAgain } from './es/again.ts';
import { spanishAnswering } from './es/answering.ts';
import { spanishApprovals } from './es/approvals.ts';
import { spanishBulk } from './es/bulk.ts';
import { spanishCToD } from './es/c-to-d.ts';
import { spanishCharacters } from './es/characters.ts';
import { spanishContests } from './es/contests.ts';
import { spanishDistance } from './es/distance.ts';
import { spanishEToH } from './es/e-to-h.ts';
import { spanishEmergencies } from './es/emergencies.ts';
import { spanishEnoughConsent } from './es/enough-consent.ts';
import { spanishFirstHour } from './es/first-hour.ts';
import { spanishFormsAndKeys } from './es/forms-and-keys.ts';
import { spanishIToM } from './es/i-to-m.ts';
import { spanishInShort } from './es/in-short.ts';
import { spanishKeywords } from './es/keywords.ts';
import { spanishLive } from './es/live.ts';
import { spanishNToO } from './es/n-to-o.ts';
import { spanishNewcomers } from './es/newcomers.ts';
import { spanishOfNumbers } from './es/numbers.ts';
import { spanishO } from './es/o.ts';
import { spanishOneNumber } from './es/one-number.ts';
import { spanishOtherWords } from './es/other-words.ts';
import { spanishP } from './es/p.ts';
import { spanishPeople } from './es/people.ts';
import { spanishPlansAToL } from './es/plans-a-to-l.ts';
import { spanishPlansMToZ } from './es/plans-m-to-z.ts';
import { spanishRToS } from './es/r-to-s.ts';
import { spanishRegisters } from './es/registers.ts';
import { spanishRehearsing } from './es/rehearsing.ts';
import { spanishReports } from './es/reports.ts';
import { spanishSecurity } from './es/security.ts';
import { spanishStates } from './es/states.ts';
import { spanishSurveys } from './es/surveys.ts';
import { spanishT } from './es/t.ts';
import { spanishTh } from './es/t-on.ts';
import { spanishTerms } from './es/terms.ts';
import { spanishTills } from './es/tills.ts';
import { spanishUToZ } from './es/u-to-z.ts';
import { spanishOfActs } from './es-acts.ts';

/** Spanish, whole. It is loaded when somebody reads it, and not before. */
export const spanish: Dictionary = {
  ...spanishAToB,
  ...spanishAgain,
  ...spanishApprovals,
  ...spanishAnswering,
  ...spanishBulk,
  ...spanishCToD,
  ...spanishCharacters,
  ...spanishDistance,
  ...spanishFirstHour,
  ...spanishFormsAndKeys,
  ...spanishInShort,
  ...spanishEToH,
  ...spanishContests,
  ...spanishEmergencies,
  ...spanishIToM,
  ...spanishLive,
  ...spanishNToO,
  ...spanishNewcomers,
  ...spanishRehearsing,
  ...spanishOfNumbers,
  ...spanishO,
  ...spanishOtherWords,
  ...spanishKeywords,
  ...spanishOneNumber,
  ...spanishP,
  ...spanishEnoughConsent,
  ...spanishPeople,
  ...spanishPlansAToL,
  ...spanishPlansMToZ,
  ...spanishRToS,
  ...spanishRegisters,
  ...spanishReports,
  ...spanishSecurity,
  ...spanishStates,
  ...spanishSurveys,
  ...spanishT,
  ...spanishTh,
  ...spanishTerms,
  ...spanishTills,
  ...spanishUToZ,
};

export const saysOfTexts = openPhrasebook(spanishOfTexts);
export const saysOfActs = openPhrasebook(spanishOfActs);
