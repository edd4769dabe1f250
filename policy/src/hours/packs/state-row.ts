import { regionNames } from '../../places/regions.ts';
import type { Calendar } from '../calendar.ts';
import type { Confidence, HoursRow, Window } from '../row.ts';

export interface StateHours {
  readonly state: string;
  readonly confidence: Confidence;
  /** Monday to Friday, Saturday, Sunday. */
  readonly week: readonly [Window | null, Window | null, Window | null];
  readonly source: string;
  readonly validFrom?: string;
  readonly holidays?: Calendar;
  readonly zone?: string;
  readonly reachesTexts: HoursRow['reachesTexts'];
  readonly isLiftedByConsent: boolean;
  readonly note?: string;
}

export const usHoursVersion = 'us-hours 2026-11-23';

export const stateRow = (hours: StateHours): HoursRow => ({
  id: `hours.us.${hours.state.toLowerCase()}`,
  jurisdiction: `US-${hours.state}`,
  name: regionNames[hours.state] ?? hours.state,
  version: usHoursVersion,
  source: hours.source,
  confidence: hours.confidence,
  validFrom: hours.validFrom ?? null,
  validTo: null,
  monFri: hours.week[0],
  sat: hours.week[1],
  sun: hours.week[2],
  holidays: hours.holidays ?? null,
  zone: hours.zone ?? null,
  reachesTexts: hours.reachesTexts,
  isLiftedByConsent: hours.isLiftedByConsent,
  note: hours.note ?? '',
});
