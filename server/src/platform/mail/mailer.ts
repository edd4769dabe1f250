import { createTransport } from 'nodemailer';
import { NotNow } from '../errors.ts';

export type Letter = {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly attachments?: readonly {
    readonly name: string;
    readonly contentType: string;
    readonly content: Buffer;
  }[];
};

/** The mail server of the installation. Plain text only: a letter of ours carries one link and nothing to hide. */
export type Mailer = {
  /** Hands a letter over; NotNow when the server cannot be reached or refuses it. */
  send(letter: Letter): Promise<void>;
  close(): void;
};

const patienceMs = 10_000;

/**
 * `url` is smtps://user:password@host:465, or smtp://… for a server that is asked to change to TLS before anything is said;
 * only to this machine itself mail may go in the clear. `from` is the address that letters come from.
 */
export function openMailer(url: string, from: string): Mailer {
  const { hostname } = new URL(url);
  const isHere = hostname === 'localhost' || hostname === '[::1]' || /^127\./.test(hostname);
  const transport = createTransport({
    url,
    requireTLS: !isHere && url.startsWith('smtp:'),
    ignoreTLS: isHere && url.startsWith('smtp:'),
    connectionTimeout: patienceMs,
    greetingTimeout: patienceMs,
    socketTimeout: patienceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send({ to, subject, text, attachments = [] }) {
      try {
        await transport.sendMail({
          ...{ from, to: { name: '', address: to }, subject: oneLine(subject), text },
          attachments: attachments.map(({ name, contentType, content }) => ({
            filename: name,
            contentType,
            content,
          })),
        });
      } catch (error) {
        const problem = new NotNow(
          'mail.refused',
          'The mail server did not take the letter. Try again later.',
        );
        problem.cause = error;
        throw problem;
      }
    },
    close: () => transport.close(),
  };
}

// Names of workspaces stand in subjects; a line break in one would begin a header.
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim();
