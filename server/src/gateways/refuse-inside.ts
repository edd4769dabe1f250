import { Invalid } from '../platform/errors.ts';
import type { Guard } from '../platform/outside/guard.ts';

/** For hosts that whoever connects an account has entered. Names are looked at when they are connected to (`Guard.lookup`). */
export function refuseInside(host: string, guard: Guard): void {
  if (guard.isClosed(host))
    throw new Invalid(
      'gateway.inside_address',
      `${host} is an address of this machine or its network. An operator can allow it by TIDINGS_INSIDE_HOSTS.`,
    );
}
