import { t } from '../../ui/language.ts';

/** Every guide by whom it is for, in the order in which people come to need them. */
export function guideGroups(): { title: string; guides: readonly string[] }[] {
  return [
    { title: t('Every day'), guides: ['console', 'inbox', 'glossary'] },
    {
      title: t('For whoever writes campaigns'),
      guides: [
        ...['segments', 'scheduling', 'experiments', 'coupons', 'short-links', 'mms'],
        ...['flight-check', 'flight-simulator', 'reading-a-report'],
      ],
    },
    {
      title: t('For whoever answers for them'),
      guides: [
        ...['consent', 'what-may-be-said', 'quiet-hours', 'reading-replies', 'registrations'],
        ...['compliance-desk', 'data-rights', 'stopping-and-limits', 'held-to'],
      ],
    },
    {
      title: t('For whoever runs it'),
      guides: [
        ...['running', 'backup-and-restore', 'senders', 'routes', 'money', 'polling'],
        ...['sending-by-api', 'new-gateway'],
      ],
    },
    {
      title: t('Carriers'),
      guides: [
        ...['rehearsal', 'twilio', 'plivo', 'messagebird', 'bird', 'vonage', 'clicksend', 'textmagic'],
        ...['simpletexting', 'tatango', 'telnyx', 'bandwidth', 'sinch', 'smpp', 'http'],
      ].map((name) => `gateways/${name}`),
    },
  ];
}
