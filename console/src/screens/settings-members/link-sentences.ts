import { t } from '../../ui/language.ts';

/** What became of the mail; a link for a new password is always handed over by hand. */
export type HandedOver = {
  /** For whom it is. */
  readonly to: string;
  readonly link: string;
  readonly mail: 'sent' | 'failed' | 'not_configured' | 'by_hand';
};

/** Why it has to be handed over, how often it can be, and where it opens. */
export function linkSentences({ link, mail }: Omit<HandedOver, 'to'>): string[] {
  const host = URL.parse(link)?.hostname ?? '';
  return [
    ...(mail === 'not_configured'
      ? [
          t(
            'No mail goes out from this installation: pass the link on yourself. Whoever runs it can set mail up; the guide for operators says how.',
          ),
        ]
      : []),
    ...(mail === 'failed' ? [t('The mail server did not take it, so no mail went out.')] : []),
    t('The link is shown this once and works once: copy it before you close this.'),
    ...(isThisMachine(host)
      ? [
          t(
            '{host} is this machine and opens on no other one. For colleagues elsewhere, whoever runs this installation gives it an address that they reach.',
            { host },
          ),
        ]
      : []),
  ];
}

const isThisMachine = (host: string) =>
  host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\./.test(host);
