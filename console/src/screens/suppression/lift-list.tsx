import { formatCount } from '../../ui/numbers.ts';
import { formatNumber } from '../../ui/phone-numbers.ts';
import type { Wished } from './lifting.ts';

// Enough to see whether they are those that were meant; the count stands before them.
const mostShown = 10;

type LiftListProps = {
  wished: Wished;
  brands: readonly { value: string; label: string }[];
  country: string;
};

/** Which brands may text whom again: what was chosen may stand on another page by now, or under another search. */
export function LiftList({ wished, brands, country }: LiftListProps) {
  return (
    <ul className="plain-list">
      {[...wished].map(([brandId, numbers]) => (
        <li key={brandId}>
          <strong className="breakable">
            {brands.find(({ value }) => value === brandId)?.label ?? brandId}
          </strong>
          , {formatCount(numbers.length)}:{' '}
          <span className="numbers">
            {numbers
              .slice(0, mostShown)
              .map((one) => formatNumber(one, country))
              .join(', ')}
            {numbers.length > mostShown && ' …'}
          </span>
        </li>
      ))}
    </ul>
  );
}
