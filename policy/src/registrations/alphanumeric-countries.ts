/** What a country asks of a name in place of a number. */
export interface AlphanumericRule {
  readonly country: string;
  /** `required`: texts of an unregistered name are refused or marked; `free`: none is asked; `impossible`: a name reaches nobody. */
  readonly registration: 'required' | 'free' | 'impossible';
  readonly sentence: string;
  /** `A` read at the source, `C` from memory of the trade: ask the carrier. */
  readonly confidence: 'A' | 'C';
}

const rule = (
  country: string,
  registration: AlphanumericRule['registration'],
  confidence: AlphanumericRule['confidence'],
  sentence: string,
): AlphanumericRule => ({ country, registration, confidence, sentence });

/** By country; where none is listed, ask the carrier. As of 23 November 2026. */
export const alphanumericRules: readonly AlphanumericRule[] = [
  rule('US', 'impossible', 'A', 'Names reach nobody in the US; use a number.'),
  rule('CA', 'impossible', 'C', 'Names reach nobody in Canada; use a number.'),
  rule(
    'AU',
    'required',
    'A',
    'Since 1 July 2026 texts of a name that is not on the register of the ACMA are marked “Unverified”.',
  ),
  rule(
    'IN',
    'required',
    'A',
    'Header, principal entity and every template are registered on a DLT platform; the header ends with -P, -S, -T or -G.',
  ),
  rule(
    'SG',
    'required',
    'C',
    'Names are registered with the SMS Sender ID Registry; others arrive as “Likely-SCAM”.',
  ),
  rule('AE', 'required', 'C', 'Each operator registers names beforehand; promotional ones begin with AD-.'),
  rule('SA', 'required', 'C', 'Names are registered beforehand; promotional ones end with -AD.'),
  rule('GB', 'free', 'C', 'No registration is asked by law; operators keep lists of protected names.'),
  rule('DE', 'free', 'C', 'No registration is asked.'),
  rule('FR', 'free', 'C', 'No registration is asked; marketing texts end with a STOP to a short number.'),
  rule('ES', 'required', 'C', 'Names are registered with the CNMC; others are blocked.'),
  rule('IE', 'required', 'C', 'Names are registered with ComReg; others are marked or blocked.'),
  rule('NZ', 'impossible', 'C', 'Names are replaced or blocked; use a short code.'),
  rule(
    'IT',
    'required',
    'C',
    'Names (aliases) are put on the register of AGCOM by the carrier that sends them.',
  ),
  rule(
    'FI',
    'required',
    'C',
    'Names can be reserved with Traficom; others that look like a reserved one are blocked.',
  ),
  rule('AT', 'free', 'C', 'No registration is asked.'),
  rule('BE', 'impossible', 'C', 'Names are replaced by a number; use a number or a short code.'),
  rule('CH', 'free', 'C', 'No registration is asked.'),
  rule('DK', 'free', 'C', 'No registration is asked; operators protect the names of authorities and banks.'),
  rule('NL', 'free', 'C', 'No registration is asked; operators protect the names of authorities and banks.'),
  rule('NO', 'free', 'C', 'No registration is asked; operators protect the names of authorities and banks.'),
  rule('PL', 'free', 'C', 'No registration is asked; names of public bodies are reserved by law.'),
  rule('PT', 'free', 'C', 'No registration is asked.'),
  rule('SE', 'free', 'C', 'No registration is asked; operators protect the names of authorities and banks.'),
  rule(
    'TR',
    'required',
    'C',
    'Each operator registers names beforehand, and marketing goes through the register of IYS.',
  ),
  rule('BR', 'impossible', 'C', 'Names are replaced by a short code.'),
  rule('MX', 'impossible', 'C', 'Names are replaced by a number or a short code.'),
  rule(
    'CN',
    'impossible',
    'C',
    'Names are replaced; the name stands in 【brackets】 in the text, whose wording is registered.',
  ),
  rule('KR', 'impossible', 'C', 'Names are replaced by a number that is registered beforehand.'),
  rule('MY', 'impossible', 'C', 'Names are replaced by a short code.'),
  rule(
    'HK',
    'free',
    'C',
    'Names with # in front are kept for those on the register of OFCA; others are let through.',
  ),
  rule('ID', 'required', 'C', 'Each operator registers names beforehand.'),
  rule('PH', 'required', 'C', 'Each operator registers names beforehand.'),
  rule('TH', 'required', 'C', 'Each operator registers names beforehand.'),
  rule('VN', 'required', 'C', 'Each operator registers names and wordings beforehand.'),
  rule('KE', 'required', 'C', 'Each operator registers names beforehand.'),
  rule('NG', 'required', 'C', 'Each operator registers names beforehand.'),
  rule('ZA', 'impossible', 'C', 'Names are replaced by a number.'),
];

export const findAlphanumericRule = (country: string): AlphanumericRule | null =>
  alphanumericRules.find((one) => one.country === country) ?? null;
