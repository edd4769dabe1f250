import { Link } from '@tanstack/react-router';
import { t } from '../ui/language.ts';

/** To where a guide says how a rehearsal with a clock of its own gets the real one again. */
export const WayBackLink = () => (
  <Link to="/help/$" params={{ _splat: 'gateways/rehearsal' }} hash="back-to-the-real-clock">
    {t('How that is done')}
  </Link>
);
