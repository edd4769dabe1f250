/**
 * Every PDU of SMPP 3.4 with its command_id (specification 3.4, table 5-1). The broadcast operations of 5.0 are left out:
 * no carrier that we know of offers them for texting.
 */
export const commandIds = {
  generic_nack: 0x80000000,
  bind_receiver: 0x00000001,
  bind_receiver_resp: 0x80000001,
  bind_transmitter: 0x00000002,
  bind_transmitter_resp: 0x80000002,
  query_sm: 0x00000003,
  query_sm_resp: 0x80000003,
  submit_sm: 0x00000004,
  submit_sm_resp: 0x80000004,
  deliver_sm: 0x00000005,
  deliver_sm_resp: 0x80000005,
  unbind: 0x00000006,
  unbind_resp: 0x80000006,
  replace_sm: 0x00000007,
  replace_sm_resp: 0x80000007,
  cancel_sm: 0x00000008,
  cancel_sm_resp: 0x80000008,
  bind_transceiver: 0x00000009,
  bind_transceiver_resp: 0x80000009,
  outbind: 0x0000000b,
  enquire_link: 0x00000015,
  enquire_link_resp: 0x80000015,
  submit_multi: 0x00000021,
  submit_multi_resp: 0x80000021,
  alert_notification: 0x00000102,
  data_sm: 0x00000103,
  data_sm_resp: 0x80000103,
} as const;

/** The name of a PDU, spelt as the specification does. */
export type CommandName = keyof typeof commandIds;

/** A PDU that answers another; `generic_nack` answers anything and so belongs to nothing. */
export type ResponseName = Extract<CommandName, `${string}_resp`>;

/** A PDU that the other side has to answer. */
export type AnswerableName = {
  [Name in CommandName]: `${Name}_resp` extends CommandName ? Name : never;
}[CommandName];

/** The PDU that answers a request. */
export type ResponseOf<Name extends AnswerableName> = `${Name}_resp`;

/** The three PDUs that open a session. */
export type BindName = 'bind_receiver' | 'bind_transmitter' | 'bind_transceiver';

/** The bit of a command_id that makes it an answer. */
export const responseBit = 0x80000000;

const namesById = new Map<number, CommandName>(
  Object.entries(commandIds).map(([name, id]) => [id, name as CommandName]),
);

/**
 * The name behind a command_id.
 *
 * @param id the command_id as an unsigned 32-bit number
 * @returns undefined for an id that 3.4 does not know
 */
export function commandNameOf(id: number): CommandName | undefined {
  return namesById.get(id);
}

/** The name of the PDU that answers a request; undefined for PDUs that nobody answers. */
export function responseNameOf(name: CommandName): ResponseName | undefined {
  const id = commandIds[name];
  return id < responseBit ? (namesById.get(id + responseBit) as ResponseName | undefined) : undefined;
}
