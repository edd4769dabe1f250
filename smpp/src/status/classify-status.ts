import { type CommandStatus, commandStatuses, type StatusClass } from './command-statuses.ts';

const byCode = new Map(commandStatuses.map((status) => [status.code, status]));

const firstVendorCode = 0x400;
const lastVendorCode = 0x4ff;

/**
 * What a command_status means.
 *
 * @param ownMeanings what this carrier means by numbers of its own, or by others' when it uses them in its own way
 */
export function statusOf(code: number, ownMeanings?: ReadonlyMap<number, StatusClass>): CommandStatus {
  const known = byCode.get(code) ?? unnamed(code);
  const own = ownMeanings?.get(code);
  return own === undefined ? known : { ...known, class: own };
}

function unnamed(code: number): CommandStatus {
  const hex = `0x${code.toString(16).padStart(8, '0')}`;
  if (code >= firstVendorCode && code <= lastVendorCode) {
    return {
      code,
      name: hex,
      class: 'vendor',
      sentence: `The carrier answered ${hex}, a number of its own.`,
    };
  }
  return {
    code,
    name: hex,
    class: 'unknown',
    sentence: `The carrier answered ${hex}, which SMPP does not define.`,
  };
}

/** The statuses that code gives as answers, by what they say. */
export const status = {
  ok: 0x00,
  invalidLength: 0x02,
  invalidCommand: 0x03,
  wrongBindState: 0x04,
  alreadyBound: 0x05,
  systemError: 0x08,
  bindFailed: 0x0d,
  wrongPassword: 0x0e,
  unknownSystemId: 0x0f,
  queueFull: 0x14,
  throttled: 0x58,
  tryAgainLater: 0x64,
  invalidParameterLength: 0xc2,
} as const;
