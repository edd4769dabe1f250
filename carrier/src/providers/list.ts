import { bandwidth } from './bandwidth/bandwidth.ts';
import { bird } from './bird/bird.ts';
import { birdChannels } from './bird-channels/bird-channels.ts';
import { clicksend } from './clicksend/clicksend.ts';
import { httpGateway } from './http-gateway/http-gateway.ts';
import { messagebird } from './messagebird/messagebird.ts';
import { plivo } from './plivo/plivo.ts';
import type { Provider } from './provider.ts';
import { simpletexting } from './simpletexting/simpletexting.ts';
import { sinch } from './sinch/sinch.ts';
import { tatango } from './tatango/tatango.ts';
import { telnyx } from './telnyx/telnyx.ts';
import { textmagic } from './textmagic/textmagic.ts';
import { twilio } from './twilio/twilio.ts';
import { vonage } from './vonage/vonage.ts';

/** The providers whose interface the carrier can speak. A new one is written in a folder of its own and named here. */
export const providers: readonly Provider[] = [
  twilio,
  vonage,
  plivo,
  messagebird,
  bird,
  birdChannels,
  clicksend,
  textmagic,
  simpletexting,
  tatango,
  telnyx,
  bandwidth,
  sinch,
  httpGateway,
];
