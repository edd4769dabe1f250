/** One sentence, or the forms of one that follows a number, by the names that `Intl.PluralRules` gives them. */
export type Translation = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Dictionary = Readonly<Record<string, Translation>>;
