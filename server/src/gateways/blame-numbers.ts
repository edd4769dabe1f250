import type { Callback } from './callback.ts';
import { type CodeTable, faultOfAccount, faultOfCode } from './errors/code-table.ts';
import type { Gateway } from './gateway.ts';
import type { SubmitOutcome } from './outcome.ts';

/**
 * Puts to what a carrier says of a text whether its number is to blame, for certain and for good, or the account, by what the
 * carrier's codes mean.
 * Here and not in each adapter, so that none can forget it; an adapter that knows it otherwise, as SMPP by settings, says so itself.
 */
export function blameNumbers(errors: CodeTable, gateway: Gateway): Gateway {
  const blameOutcome = (outcome: SubmitOutcome): SubmitOutcome =>
    outcome.kind === 'refused'
      ? { ...faultOfCode(errors, outcome.code), ...faultOfAccount(errors, outcome.code), ...outcome }
      : outcome;
  const blameCallback = <C extends Callback>(callback: C): C => ({
    ...callback,
    receipts: callback.receipts.map((receipt) =>
      receipt.code === null ? receipt : { ...faultOfCode(errors, receipt.code), ...receipt },
    ),
  });
  const { listen, submitEach } = gateway;
  return {
    ...gateway,
    submit: (texts, limits) => gateway.submit(texts, limits).map((answer) => answer.then(blameOutcome)),
    submitEach:
      submitEach &&
      ((texts, limits, settle) =>
        submitEach(texts, limits, (place, outcome) => settle(place, blameOutcome(outcome)))),
    readCallback: (request) => blameCallback(gateway.readCallback(request)),
    ...(listen && { listen: (hear) => listen((callback) => hear(blameCallback(callback))) }),
  };
}
