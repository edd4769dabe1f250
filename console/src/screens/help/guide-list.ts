import { t } from '../../ui/language.ts';

type Group = { title: string; guides: readonly string[] };

/** Every guide by whom it is for, in the order in which people come to need them; those that nobody has sorted yet come last. */
export function guideGroups(files: readonly string[]): Group[] {
  const all = files.map((file) => file.replace(/\.md$/, ''));
  const groups = sorted().map(({ title, guides }) => ({
    title,
    guides: guides.filter((name) => all.includes(name)),
  }));
  const listed = new Set(groups.flatMap(({ guides }) => guides));
  const others = all.filter((name) => !listed.has(name));
  return [...groups, ...(others.length === 0 ? [] : [{ title: t('More guides'), guides: others }])];
}

function sorted(): Group[] {
  return [
    {
      title: t('Every day'),
      guides: ['console', 'for-agents', 'inbox', 'notifications', 'emergencies', 'glossary'],
    },
    {
      title: t('For whoever writes campaigns'),
      guides: [
        ...['for-marketers', 'composing', 'segments', 'many-at-once', 'scheduling', 'experiments'],
        ...['keywords', 'coupons', 'short-links', 'mms'],
        ...['flight-check', 'flight-simulator', 'reading-a-report', 'surveys', 'contests'],
        ...['referrals', 'donations-and-cards'],
      ],
    },
    {
      title: t('For whoever answers for them'),
      guides: [
        ...[
          'for-officers',
          'consent',
          'how-often',
          'what-may-be-said',
          'quiet-hours',
          'reading-replies',
          'registrations',
        ],
        ...['compliance-desk', 'data-rights', 'stopping-and-limits', 'held-to'],
      ],
    },
    {
      title: t('For whoever runs it'),
      guides: [
        ...['for-operators', 'running', 'backup-and-restore', 'senders', 'routes', 'money', 'polling'],
        ...['for-developers', 'sending-by-api', 'new-gateway'],
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
