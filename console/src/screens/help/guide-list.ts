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
    { title: t('Every day'), guides: ['console', 'inbox', 'notifications', 'emergencies', 'glossary'] },
    {
      title: t('For whoever writes campaigns'),
      guides: [
        ...['segments', 'many-at-once', 'scheduling', 'experiments', 'coupons', 'short-links', 'mms'],
        ...['flight-check', 'flight-simulator', 'reading-a-report', 'surveys', 'contests'],
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
