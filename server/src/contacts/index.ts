export type { JsonValue } from '../platform/canonical-json.ts';
export { anchorConsentChain } from './anchor-consent-chain.ts';
export { appendConsentEvents, type LedgerTools } from './append-consent-events.ts';
export { type CallToAction, type Lack, lacksOf, says } from './call-to-action.ts';
export { mostTesters } from './change-list.ts';
export { type ConsentOfNumber, listConsentsOfNumber } from './consent.queries.ts';
export type {
  Consent,
  ConsentEventDraft,
  ConsentEventType,
  ConsentStatus,
  Evidence,
  GrantDecision,
} from './consent.ts';
export { eventsOfReplies, listAllEventsOfNumber } from './consent-event.queries.ts';
export { consentLedgerRoutes } from './consent-ledger.routes.ts';
export {
  type ConsentLevel,
  consentLevelOf,
  needsWrittenConsent,
} from './consent-level.ts';
export { getConsentRecord } from './consent-record.ts';
export {
  type Belonging,
  findContactByNumber,
  findContactsByNumber,
  getBelonging,
  getContact,
  insertContact,
  loadContacts,
  noteReassigned,
} from './contact.queries.ts';
export {
  type Contact,
  languageOf,
  mergeValuesOf,
  nameOf,
  standardFields,
  type TimeZoneSource,
  type Tracking,
  trackings,
} from './contact.ts';
export type { ContactChange, ContactCorrection } from './contact-change.ts';
export { contactConsentRoutes } from './contact-consents.routes.ts';
export { ensureContactFields, listContactFields } from './contact-field.queries.ts';
export {
  type ContactField,
  type ContactFieldKind,
  fieldNameOf,
  isStandardField,
  labelOfStandard,
} from './contact-field.ts';
export { contactFieldRoutes } from './contact-fields.routes.ts';
export { type ContactPlace, listContacts } from './contact-search.queries.ts';
export { readContactSearch } from './contact-search.ts';
export { contactJobs } from './contacts.jobs.ts';
export { contactRoutes } from './contacts.routes.ts';
export { correctContact } from './correct-contact.ts';
export { createContact, type NewContactInput } from './create-contact.ts';
export { createList, createListIn, ensureList } from './create-list.ts';
export { createProgram } from './create-program.ts';
export { registersAsOf } from './do-not-call/do-not-call.queries.ts';
export { doNotCallRoutes } from './do-not-call/do-not-call.routes.ts';
export { doNotCallKeys } from './do-not-call/do-not-call.ts';
export { ensureContact } from './ensure-contact.ts';
export { type ErasedPerson, type Erasure, erasePerson } from './erase-person.ts';
export type { NewConsent } from './grant-consent.ts';
export * from './imports/index.ts';
export { decideJoin, type JoinDecision, type JoinProof } from './join-decision.ts';
export { leavePrograms } from './leaving/leave-programs.ts';
export { listOpenPrograms, type OpenProgram } from './leaving/open-programs.queries.ts';
export { getOptOutPolicy } from './leaving/opt-out-policy.queries.ts';
export { optOutPolicyRoutes } from './leaving/opt-out-policy.routes.ts';
export { setOptOutPolicy } from './leaving/set-opt-out-policy.ts';
export { addToList, type ContactList, removeFromList, requireLists } from './list.queries.ts';
export { listRoutes } from './lists.routes.ts';
export { readNewContact } from './new-contact.ts';
export { type CarrierFinding, noteCarriers } from './note-carriers.queries.ts';
export { learnLines } from './number-checks/learn-lines.ts';
export { noteAlive, noteFailures, saveFindings } from './number-checks/number-check.queries.ts';
export type { UnreachableReason } from './number-checks/number-check.ts';
export { numberCheckRoutes } from './number-checks/number-checks.routes.ts';
export { type OptOut, type OptOutResult, type OptOuts, optOut, optOutMany, writeOptOuts } from './opt-out.ts';
export { optOutContact } from './opt-out-contact.ts';
export {
  preferencesField,
  preferencesLinkEndsAt,
  preferencesLinkOf,
  preferencesTokenOf,
  readPreferencesToken,
  type Visitor,
  valuesWithLink,
} from './preferences-link.ts';
export {
  type Brand,
  getBrand,
  getProgram,
  listBrands,
  listPrograms,
  lockProgram,
  saveBrandFacts,
  saveDisclosure,
  saveProgramStatus,
} from './program.queries.ts';
export { type NewProgram, type Program, type Purpose, purposes, readHelpContact } from './program.ts';
export { findWords, insertWords, listCurrentWords, listWordVersions } from './program-words.queries.ts';
export {
  chooseWords,
  isOfBrand,
  markOf,
  type ProgramWords,
  readWords,
  type WordsKind,
  type WordsMark,
  wordsKinds,
} from './program-words.ts';
export { programRoutes, toProgramAnswer } from './programs.routes.ts';
export { LanguageName, ProgramAnswer } from './programs.schemas.ts';
export { isPseudonym, type PseudonymTools, pseudonymOf, pseudonymsOf } from './pseudonym.ts';
export { type ConsentGrant, type ConsentGrants, recordConsents } from './record-consent.ts';
export { type JoinFact, type JoinRecord, recordExpiry, recordJoin } from './record-join.ts';
export { type RejoinResult, rejoin } from './rejoin.ts';
export { endRestriction, restrictPerson } from './restrict-person.ts';
export { isRestricted } from './restriction.queries.ts';
export { setLanguage, setTracking, setWishes } from './save-wishes.ts';
export { listSuppressed, loadConsents, lockConsents } from './standing.queries.ts';
export { type BrandFacts, promotional, standingPolicy, standingWords } from './standing-words.ts';
export { listSuppressionsOfNumber, type SuppressionOfNumber } from './suppression.queries.ts';
export { hashListRoutes, type SuppressionWish, suppressIn, suppressionRoutes } from './suppressions/index.ts';
export { addTags, removeTag } from './tag.queries.ts';
export { tagOf } from './tag.ts';
export { tagRoutes } from './tags.routes.ts';
export { loadTextable, type TextableInFull } from './textable.ts';
export { type ChainVerdict, verifyConsentChain } from './verify-consent-chain.ts';
export { holdMarketing, lockForReplies, pauseMarketing, releaseMarketing } from './wait-with-marketing.ts';
export { findTracking } from './wish.queries.ts';
export { fewestHours, noWishes, type PersonWishes } from './wishes.ts';
export { type Area, areaOfNumber, type NumberZone, zoneOfNumber, zonesOfNumber } from './zones.ts';
