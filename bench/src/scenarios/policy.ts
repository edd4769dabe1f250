import { noOwnRules, openHours, type TimedText } from '@tidings/policy/hours';
import { areaCodes, areaOfCode } from '@tidings/policy/places';
import { measureRates, type Work } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

const launch = Date.UTC(2026, 10, 24, 22);

export const policy = defineScenario({
  name: 'policy',
  about:
    'Asks whether marketing texts may arrive now (`openHours` of `policy/`): people of every US area code, a third of them with a zone of their own, by the strict rules. Warm is the dispatcher in the middle of a campaign; cold knows nothing yet of any kind of person.',
  figures: {
    warmPerSecond: 'decisions in a second in a batch, the minute going on from time to time',
    coldPerSecond: 'decisions in a second when each person is the first of their kind',
    explainPerSecond: 'decisions in a second with every sentence of their trace',
  },
  comparisons: [],
  limits:
    'One thread. Cold is what the first batch of a process pays, once for each kind of person (area code, state, zone); explanations are made when somebody asks, not while texts leave.',
  async run({ isQuick, say }) {
    const people = peopleOfAllAreas();
    say(`deciding about ${people.length} kinds of people`);
    const rates = await measureRates(
      { warm: warm(people), cold: cold(people), explain: explain(people) },
      isQuick,
    );
    return { warmPerSecond: rates.warm, coldPerSecond: rates.cold, explainPerSecond: rates.explain };
  },
});

function peopleOfAllAreas(): readonly TimedText[] {
  const american = areaCodes.filter((code) => areaOfCode(code)?.country === 'US');
  return american.flatMap((code) =>
    [null, null, areaOfCode(code)?.zones[0] ?? null].map((zone, nth) => ({
      ...{ number: `+1${code}555010${nth}`, zone, purpose: 'marketing' },
      region: nth === 1 ? (areaOfCode(code)?.region ?? null) : null,
    })),
  );
}

function warm(people: readonly TimedText[]): Work {
  const hours = openHours(noOwnRules);
  let rounds = 0;
  return () => {
    rounds += 1;
    // Half an hour of a campaign, over and over: a second for each round.
    const at = new Date(launch + (rounds % 1_800) * 1_000);
    return counted(
      people,
      people.filter((person) => hours.verdictOf(person, at).decision === 'allow').length,
    );
  };
}

function cold(people: readonly TimedText[]): Work {
  return () => {
    const hours = openHours(noOwnRules);
    const at = new Date(launch);
    return counted(
      people,
      people.filter((person) => hours.verdictOf(person, at).decision === 'allow').length,
    );
  };
}

function explain(people: readonly TimedText[]): Work {
  const hours = openHours(noOwnRules);
  return () => {
    const at = new Date(launch);
    return counted(people, people.filter((person) => hours.explain(person, at).trace.length > 2).length);
  };
}

/** At five in the afternoon in New York many may be texted: whatever lets nobody through is broken, however fast. */
function counted(people: readonly TimedText[], found: number): number {
  if (found === 0 && people.length > 0) throw new Error('Nobody may be texted at an hour at which many may.');
  return people.length;
}
