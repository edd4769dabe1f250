import type { CountryCode } from 'libphonenumber-js/max';

type Sharing = {
  /** Whose a number is when it is nobody's below. */
  readonly main: CountryCode;
  /** How the national numbers of the smaller places begin. */
  readonly others: Readonly<Partial<Record<CountryCode, readonly string[]>>>;
};

/**
 * Calling codes that several countries share, without North America's, where the area code tells. From the numbering
 * plans as libphonenumber has them; a test holds this against it. Places whose mobile numbers cannot be told from the
 * larger one's (Western Sahara from Morocco, Saint-Martin from Guadeloupe, 7924 of Man from Great
 * Britain) count with it.
 */
export const sharedCodes: Readonly<Record<string, Sharing>> = {
  '7': { main: 'RU', others: { KZ: ['6', '7', '33622'] } },
  '39': { main: 'IT', others: { VA: ['06698'] } },
  '44': {
    main: 'GB',
    others: {
      GG: ['1481', '7781', '7839', '79111', '79117'],
      IM: ['1624', '74576', '7524', '7624'],
      JE: ['1534', '7509', '77003', '77007', '77008', '7797', '7829', '7937'],
    },
  },
  '47': { main: 'NO', others: { SJ: ['79'] } },
  '61': { main: 'AU', others: { CC: ['89162'], CX: ['89164'] } },
  '212': { main: 'MA', others: {} },
  '262': { main: 'RE', others: { YT: ['269', '639', '7093'] } },
  '290': { main: 'SH', others: { TA: ['8'] } },
  '358': { main: 'FI', others: { AX: ['18'] } },
  '590': { main: 'GP', others: {} },
  '599': { main: 'CW', others: { BQ: ['3', '4', '7'] } },
};
