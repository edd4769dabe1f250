export { type AlphanumericRule, alphanumericRules, findAlphanumericRule } from './alphanumeric-countries.ts';
export {
  closedCountries,
  isAffected,
  type PaperedSender,
  type Papers,
  type PapersRefusal,
  papersRefusal,
  papersRule,
  papersVersion,
  type RegistrationStatus,
  registrationStatuses,
} from './door.ts';
export { type Drift, type DriftFinding, findDrift, type SentWording } from './drift.ts';
export { type ExportedForm, exportForm, formAsCsv, providerNames } from './export/export-form.ts';
export {
  type Answer,
  type Answers,
  type Condition,
  type FieldKind,
  type Form,
  type FormField,
  type FormFinding,
  isRequired,
  listOf,
  type RegistrationKind,
  registrationKinds,
  textOf,
} from './form.ts';
export { formOf, forms, formsVersion } from './forms.ts';
export { type CarrierLimit, type LimitClass, limitClasses, limitsOf, partsPerSecondOf } from './limits.ts';
export { lintForm } from './lint/lint-form.ts';
export { fieldsToMend } from './rejections.ts';
export { findUseCase, mayPromote, type UseCase, useCases } from './use-cases.ts';
