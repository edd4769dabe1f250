/**
 * What a process counts about itself. Whoever counts asks for a series once, with its labels, and keeps it: adding to one
 * is then an addition and no more. Labels are few and their values known; nothing that names a person may be one.
 */
export type Counter = { add(by?: number): void };
export type Distribution = { observe(value: number): void };
/** One metric; `of` gives the series with these values for its labels, in the order in which they were declared. */
export type Family<Series> = { of(...values: readonly string[]): Series };

export type About = { readonly name: string; readonly help: string; readonly labels?: readonly string[] };
export type Sample = {
  readonly name: string;
  readonly values?: readonly string[];
  readonly value: number;
};

export type Meter = {
  counter(about: About): Family<Counter>;
  /** `upTo` are the upper bounds of its buckets, ascending. */
  distribution(about: About, upTo: readonly number[]): Family<Distribution>;
  /** Figures that are looked up when somebody asks for them, some of them with one question. */
  gauges(abouts: readonly About[], read: () => Promise<readonly Sample[]> | readonly Sample[]): void;
};

/** What was counted so far, in the terms of Prometheus. */
export type Reading = {
  readonly name: string;
  readonly help: string;
  readonly type: 'counter' | 'histogram' | 'gauge';
  readonly values: readonly { name: string; labels: Record<string, string>; value: number }[];
};

export type OpenMeter = Meter & {
  read(): Promise<Reading[]>;
  /** Counts in what other threads of this process have counted: the same series are added up. */
  addReader(read: () => Promise<readonly Reading[]>): void;
};

type Metric = { readonly kind: string; readonly family: Family<unknown>; read(): Reading };
type GaugeGroup = Parameters<Meter['gauges']>;

/** `onFailure` hears of figures that could not be looked up; the others are told all the same. */
export function openMeter(onFailure: (error: unknown) => void = () => {}): OpenMeter {
  const metrics = new Map<string, Metric>();
  const groups: GaugeGroup[] = [];
  const readers: (() => Promise<readonly Reading[]>)[] = [];
  function known<Series>(about: About, kind: string, make: () => Metric): Family<Series> {
    const metric = metrics.get(about.name) ?? make();
    if (metric.kind !== kind) throw new TypeError(`${about.name} is a ${metric.kind} already.`);
    metrics.set(about.name, metric);
    return metric.family as Family<Series>;
  }
  return {
    counter: (about) => known(about, 'counter', () => counterOf(about)),
    distribution: (about, upTo) => known(about, 'histogram', () => distributionOf(about, upTo)),
    gauges: (abouts, read) => void groups.push([abouts, read]),
    addReader: (read) => void readers.push(read),
    async read() {
      const looked = await Promise.all(groups.map((group) => readGauges(group, onFailure)));
      const elsewhere = await Promise.all(readers.map((read) => read()));
      const counted = [...metrics.values()].map((metric) => metric.read());
      return addUp([...counted, ...merge(looked.flat()), ...elsewhere.flat()]);
    },
  };
}

/** Two pools, each with figures of its own, tell them under one name. */
function merge(readings: readonly Reading[]): Reading[] {
  const byName = Map.groupBy(readings, ({ name }) => name);
  return [...byName.values()].flatMap((same) => {
    const [first] = same;
    return first ? [{ ...first, values: same.flatMap(({ values }) => values) }] : [];
  });
}

/** Threads that count the same thing each for itself tell it as one. */
function addUp(readings: readonly Reading[]): Reading[] {
  const byName = Map.groupBy(readings, ({ name }) => name);
  return [...byName.values()].flatMap(([first, ...more]) => {
    if (!first || more.length === 0) return first ? [first] : [];
    const series = new Map<string, Reading['values'][number]>();
    for (const one of [first, ...more].flatMap(({ values }) => values)) {
      const key = JSON.stringify([one.name, one.labels]);
      series.set(key, { ...one, value: one.value + (series.get(key)?.value ?? 0) });
    }
    return [{ ...first, values: [...series.values()] }];
  });
}

async function readGauges(
  [abouts, read]: GaugeGroup,
  onFailure: (error: unknown) => void,
): Promise<Reading[]> {
  try {
    const samples = await read();
    return abouts.map((about) => ({
      name: about.name,
      help: about.help,
      type: 'gauge' as const,
      values: samples
        .filter(({ name }) => name === about.name)
        .map(({ name, values = [], value }) => ({ name, labels: label(about, values), value })),
    }));
  } catch (error) {
    onFailure(error);
    return [];
  }
}

function counterOf(about: About): Metric {
  const { family, list } = seriesOf(about, () => {
    const series = {
      total: 0,
      add(by = 1) {
        series.total += by;
      },
    };
    return series;
  });
  return {
    kind: 'counter',
    family,
    read: () => ({
      ...aboutOf(about),
      type: 'counter',
      values: list().map(({ values, series }) => ({
        name: about.name,
        labels: label(about, values),
        value: series.total,
      })),
    }),
  };
}

function distributionOf(about: About, upTo: readonly number[]): Metric {
  const { family, list } = seriesOf(about, () => bucketsOf(upTo));
  return {
    kind: 'histogram',
    family,
    read: () => ({
      ...aboutOf(about),
      type: 'histogram',
      values: list().flatMap(({ values, series }) => series.print(about.name, label(about, values))),
    }),
  };
}

function bucketsOf(upTo: readonly number[]) {
  const bounds = Float64Array.from(upTo);
  const counts = new Float64Array(bounds.length + 1);
  let sum = 0;
  return {
    observe(value: number) {
      let at = 0;
      while (at < bounds.length && value > (bounds[at] as number)) at += 1;
      counts[at] = (counts[at] as number) + 1;
      sum += value;
    },
    print(name: string, labels: Record<string, string>): Reading['values'] {
      let count = 0;
      const lines = [...counts].map((own, at) => {
        count += own;
        const le = at < bounds.length ? String(bounds[at]) : '+Inf';
        return { name: `${name}_bucket`, labels: { ...labels, le }, value: count };
      });
      return [
        ...lines,
        { name: `${name}_sum`, labels, value: sum },
        { name: `${name}_count`, labels, value: count },
      ];
    },
  };
}

// A label that took whatever comes would fill memory, here and where the figures are kept. What is beyond this is counted
// together.
const mostSeries = 500;
const everythingElse = 'other';

function seriesOf<Series>(about: About, make: () => Series) {
  const all = new Map<string, { values: readonly string[]; series: Series }>();
  const get = (values: readonly string[]): Series => {
    const key = values.join('\u0000');
    const found = all.get(key);
    if (found) return found.series;
    const isFull = all.size >= mostSeries && values.some((value) => value !== everythingElse);
    if (isFull) return get(values.map(() => everythingElse));
    const series = make();
    all.set(key, { values, series });
    return series;
  };
  if (!about.labels?.length) get([]);
  return { family: { of: (...values: readonly string[]) => get(values) }, list: () => [...all.values()] };
}

const aboutOf = ({ name, help }: About) => ({ name, help });

const label = ({ labels = [] }: About, values: readonly string[]): Record<string, string> =>
  Object.fromEntries(labels.map((name, at) => [name, values[at] ?? '']));

/** Counts nothing: for tests, and for processes that nobody asks. */
export const silentMeter: Meter = {
  counter: () => ({ of: () => ({ add: () => {} }) }),
  distribution: () => ({ of: () => ({ observe: () => {} }) }),
  gauges: () => {},
};
