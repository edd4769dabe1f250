import { countParts, type MergeValues, parseTemplate, render } from '@tidings/sms';
import { measureRates } from '../measure.ts';
import { defineScenario } from '../scenario.ts';

const source =
  'Corner Bakery: hi {{ first_name | default: "there" | capitalize }}, ' +
  '{% if total_spent > 500 %}your {{ total_spent | money }} make you a regular: coffee is on us{% else %}two rolls for one{% endif %} ' +
  'in {{ store | default: "any store" }} until {{ ends | date: "%B %-d" }}. Reply STOP to end';

export const rendering = defineScenario({
  name: 'render',
  about: 'Fills the merge fields of a text for one person after another (`render` of `sms/`).',
  figures: {
    textsPerSecond: 'texts with four fields, five filters and one condition, filled in a second',
    countedTextsPerSecond:
      'the same with their parts counted, as a check of a campaign and the dispatcher do',
  },
  limits: 'One thread, warm, people in memory: what a check of a campaign takes beyond this is reading them.',
  async run({ isQuick, say }) {
    say('filling merge fields');
    const parsed = parseTemplate(source);
    if (!parsed.ok) throw new Error(parsed.errors[0]?.sentence ?? 'The template cannot be read.');
    const { template } = parsed;
    const fill = (person: MergeValues) => {
      const rendered = render(template, person);
      if (!rendered.ok) throw new Error(rendered.sentence);
      return rendered.text;
    };
    const length = people.map(fill).join('').length;
    const rates = await measureRates(
      {
        filled: () => expecting(length, (person) => fill(person).length),
        counted: () => expecting(people.length, (person) => countParts(fill(person)).parts),
      },
      isQuick,
    );
    return { textsPerSecond: rates.filled, countedTextsPerSecond: rates.counted };
  },
});

const people = Array.from({ length: 500 }, (_, at) => ({
  first_name: ['ana', 'BEN', 'Élodie', ''][at % 4],
  total_spent: String((at * 7.31).toFixed(2)),
  store: ['Downtown', 'Harbor, East', ''][at % 3],
  ends: `2026-12-${String(1 + (at % 28)).padStart(2, '0')}`,
}));

function expecting(sum: number, measure: (person: MergeValues) => number): number {
  const found = people.reduce((total, person) => total + measure(person), 0);
  if (found !== sum) throw new Error(`The texts came to ${found} where ${sum} was expected.`);
  return people.length;
}
