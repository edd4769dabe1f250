/** The lists of texts that providers let one download, by what their columns are called. Spelling, case and signs do not matter. */

export type InvoiceColumn = 'id' | 'to' | 'at' | 'parts' | 'amount' | 'currency' | 'direction';

export type InvoiceForm = {
  readonly name: string;
  readonly columns: Readonly<Partial<Record<InvoiceColumn, readonly string[]>>>;
  /** Of a form that names none in its lines. */
  readonly currency?: string;
};

export const invoiceForms = {
  /** Console → Messaging logs → export, and the list of messages as CSV. */
  twilio: {
    name: 'Twilio message log',
    columns: {
      ...{
        id: ['sid', 'messagesid'],
        to: ['to'],
        at: ['sentdate', 'datesent', 'datecreated'],
        parts: ['numsegments', 'segments'],
      },
      ...{ amount: ['price'], currency: ['priceunit', 'currency'], direction: ['direction'] },
    },
    currency: 'USD',
  },
  /** Reports API and dashboard, product SMS or MESSAGES. */
  vonage: {
    name: 'Vonage usage report',
    columns: {
      ...{
        id: ['messageid', 'id', 'messageuuid'],
        to: ['to'],
        at: ['datereceived', 'datesubmitted', 'datefinalized', 'date'],
      },
      ...{
        amount: ['totalprice', 'price'],
        currency: ['currency'],
        direction: ['direction'],
        parts: ['messagecount', 'parts'],
      },
    },
    currency: 'EUR',
  },
  /** Console → Messaging → Logs → export. */
  plivo: {
    name: 'Plivo message log',
    columns: {
      ...{
        id: ['messageuuid', 'uuid'],
        to: ['tonumber', 'to', 'destinationnumber'],
        at: ['messagetime', 'time', 'sentat'],
        parts: ['units'],
      },
      ...{
        amount: ['totalamount', 'amount'],
        currency: ['currency'],
        direction: ['messagedirection', 'direction'],
      },
    },
    currency: 'USD',
  },
  /** Anything else: the columns are named by whoever brings it. */
  generic: { name: 'Any list with an id and an amount a text', columns: {} },
} as const satisfies Record<string, InvoiceForm>;

export type InvoiceFormName = keyof typeof invoiceForms;
export const invoiceFormNames = Object.keys(invoiceForms) as InvoiceFormName[];
