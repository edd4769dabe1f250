import { bandwidth } from './bandwidth/bandwidth.ts';
import { plivo } from './plivo/plivo.ts';
import type { Provider } from './provider.ts';
import { telnyx } from './telnyx/telnyx.ts';
import { twilio } from './twilio/twilio.ts';
import { vonage } from './vonage/vonage.ts';

/** The providers whose interface the carrier can speak. A new one is written in a folder of its own and named here. */
export const providers: readonly Provider[] = [twilio, vonage, plivo, telnyx, bandwidth];
