/**
 * What happens to a batch of texts between "send" and the carrier. The steps of `decide` run once for a chunk; those of
 * `announce` for each wave of it, in the one transaction that commits its intent (the first wave shares it with `decide`);
 * those of `send` after that. A step settles some texts with a verdict (hold, drop, retry…) and leaves the others to the
 * next one.
 */
import { askAgain } from './steps/ask-again.ts';
import { attachMedia } from './steps/attach-media.ts';
import { chooseWay } from './steps/choose-way.ts';
import { commitSpend } from './steps/commit-spend.ts';
import { countAsMarketing } from './steps/count-as-marketing.ts';
import { countTextParts } from './steps/count-parts.ts';
import { dropOutsideCountries } from './steps/drop-outside-countries.ts';
import { dropOverVelocity } from './steps/drop-over-velocity.ts';
import { dropUnregistered } from './steps/drop-unregistered.ts';
import { dropUnreleased } from './steps/drop-unreleased.ts';
import { dropWithoutConsent } from './steps/drop-without-consent.ts';
import { giveCouponCodes } from './steps/give-coupons.ts';
import { heedWishes } from './steps/heed-wishes.ts';
import { holdBeforeClosing } from './steps/hold-before-closing.ts';
import { holdForQuietHours } from './steps/hold-for-quiet-hours.ts';
import { holdOverDayCap } from './steps/hold-over-day-cap.ts';
import { holdOverFrequency } from './steps/hold-over-frequency.ts';
import { holdOverSpendCap } from './steps/hold-over-spend-cap.ts';
import { loadContactsOfTexts } from './steps/load-contacts.ts';
import { loadValuesOfTexts } from './steps/load-values.ts';
import { nameUnknown } from './steps/name-unknown.ts';
import { noteFrequency } from './steps/note-frequency.ts';
import { recordIntent } from './steps/record-intent.ts';
import { recordOutcome } from './steps/record-outcome.ts';
import { recordVerdicts } from './steps/record-verdicts.ts';
import { renderBody } from './steps/render-body.ts';
import { shortenLinks } from './steps/shorten-links.ts';
import type { Step } from './steps/step.ts';
import { submit } from './steps/submit.ts';
import { takeChunk } from './steps/take-chunk.ts';
import { waitForPace } from './steps/wait-for-pace.ts';

export const pipeline = [
  { name: 'loadContacts', phase: 'decide', run: loadContactsOfTexts },
  { name: 'loadValues', phase: 'decide', run: loadValuesOfTexts },
  { name: 'countAsMarketing', phase: 'decide', run: countAsMarketing },
  { name: 'dropWithoutConsent', phase: 'decide', run: dropWithoutConsent },
  { name: 'dropUnreleased', phase: 'decide', run: dropUnreleased },
  { name: 'dropOutsideCountries', phase: 'decide', run: dropOutsideCountries },
  { name: 'dropUnregistered', phase: 'decide', run: dropUnregistered },
  { name: 'dropOverVelocity', phase: 'decide', run: dropOverVelocity },
  { name: 'holdForQuietHours', phase: 'decide', run: holdForQuietHours },
  { name: 'heedWishes', phase: 'decide', run: heedWishes },
  { name: 'holdOverFrequency', phase: 'decide', run: holdOverFrequency },
  { name: 'giveCoupons', phase: 'decide', run: giveCouponCodes },
  { name: 'renderBody', phase: 'decide', run: renderBody },
  { name: 'shortenLinks', phase: 'decide', run: shortenLinks },
  { name: 'chooseWay', phase: 'decide', run: chooseWay },
  { name: 'attachMedia', phase: 'decide', run: attachMedia },
  { name: 'holdBeforeClosing', phase: 'decide', run: holdBeforeClosing },
  { name: 'countParts', phase: 'decide', run: countTextParts },
  { name: 'holdOverDayCap', phase: 'decide', run: holdOverDayCap },
  { name: 'holdOverSpendCap', phase: 'decide', run: holdOverSpendCap },
  { name: 'nameUnknown', phase: 'decide', run: nameUnknown },
  { name: 'askAgain', phase: 'announce', run: askAgain },
  { name: 'takeChunk', phase: 'announce', run: takeChunk },
  { name: 'recordVerdicts', phase: 'announce', run: recordVerdicts },
  { name: 'waitForPace', phase: 'announce', run: waitForPace },
  { name: 'noteFrequency', phase: 'announce', run: noteFrequency },
  { name: 'commitSpend', phase: 'announce', run: commitSpend },
  { name: 'recordIntent', phase: 'announce', run: recordIntent },
  { name: 'submit', phase: 'send', run: submit },
  { name: 'recordOutcome', phase: 'send', run: recordOutcome },
] as const satisfies Step[];
