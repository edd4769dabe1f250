import type { Provider } from './provider.ts';
import { twilio } from './twilio/twilio.ts';

/** The providers whose interface the carrier can speak. A new one is written in a folder of its own and named here. */
export const providers: readonly Provider[] = [twilio];
