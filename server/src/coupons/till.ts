/** A page at which somebody who stands at a till redeems codes, without an account. Whoever knows its address may. */
export type Till = {
  readonly id: string;
  /** Which shop or whose till it is; it stands in the audit of what was redeemed there. */
  readonly name: string;
  /** Codes of these pools alone; null for those of every pool. */
  readonly poolIds: readonly string[] | null;
  readonly madeBy: string;
  readonly createdAt: Date;
};

export const addressKind = 'till';
export const pathOf = (address: string) => `/r/${address}`;
