import type { AnswerOf } from '@tidings/sdk';

export type Setting = AnswerOf<'/v1/workspace/inbox', 'get'>;
export type Hours = NonNullable<Setting['hours']>;

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Day = (typeof days)[number];

/** The hours of a day as people write them: `09:00-12:00, 13:00-17:00`; nothing for a day on which nobody is there. */
export const writeStretches = (hours: Hours | null, day: Day): string =>
  (hours?.[day] ?? []).map((stretch) => stretch.join('-')).join(', ');

/** What was written for each day, as the API takes it. What is no stretch goes along, for the service to say what is wrong with it. */
export function readWeek(entered: Readonly<Partial<Record<Day, string | undefined>>>): Hours {
  return Object.fromEntries(
    days.flatMap((day) => {
      const stretches = (entered[day] ?? '')
        .split(',')
        .map((one) => one.trim())
        .filter(Boolean)
        .map((one) => {
          const [from = '', until = ''] = one.split(/\s*[-–]\s*/);
          return [from.slice(0, 5), until.slice(0, 5)];
        });
      return stretches.length === 0 ? [] : [[day, stretches]];
    }),
  ) as Hours;
}
