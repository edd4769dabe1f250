import { Link } from '@tanstack/react-router';
import { t } from '../ui/language.ts';
import { SideSheet } from '../ui/side-sheet.tsx';
import type { Place } from './places.ts';
import classes from './shell.module.css';

/** Every place, for a phone: its bar has room for few. */
export function AllPlaces({ places, onClose }: { places: readonly Place[]; onClose: () => void }) {
  return (
    <SideSheet title={t('All places')} isOpen onClose={onClose}>
      <Rows places={places} />
    </SideSheet>
  );
}

function Rows({ places }: { places: readonly Place[] }) {
  return places.map(({ name, to, children }) =>
    children ? (
      <div key={name}>
        <p className={classes.sheetGroup}>{name}</p>
        {children.map((child) => (
          <Link key={child.to} to={child.to} className={classes.sheetPlace}>
            {child.name}
          </Link>
        ))}
      </div>
    ) : (
      <Link key={name} to={to} className={classes.sheetPlace}>
        {name}
      </Link>
    ),
  );
}
