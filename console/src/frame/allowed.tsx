import { tn } from '../ui/language.ts';
import { permissionChoices } from './permission-words.ts';
import type { Permission } from './session.ts';

// As many as are read at a glance; a paragraph of them would be most of the page and be read by nobody.
const mostUnfolded = 4;

/** What a role or a key allows: a few in a line, more of them area by area and folded until somebody wants to know. */
export function Allowed({ permissions }: { permissions: readonly Permission[] }) {
  const choices = permissionChoices(permissions);
  if (permissions.length <= mostUnfolded)
    return <span className="quiet">{choices.map(({ label }) => label).join(', ')}</span>;
  return (
    <details>
      <summary className="quiet">{tn(permissions.length, '{n} permission', '{n} permissions')}</summary>
      <dl className="facts tight quiet">
        {[...Map.groupBy(choices, ({ group }) => group)].map(([area, of]) => (
          <div key={area} style={{ display: 'contents' }}>
            <dt>{area}</dt>
            <dd>{of.map(({ label }) => label).join(', ')}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
