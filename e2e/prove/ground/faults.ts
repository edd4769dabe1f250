/** About one text in forty meets a fault whose outcome the sender cannot know, or a plain refusal. */
export const usualFaults = [
  'refuse=0.003',
  'throttle=0.005',
  'accept_then_reset=0.005',
  'accept_then_hang=0.002',
  'accept_then_500=0.005',
  'drop_before_accept=0.005',
  'receipt_before_answer=0.02',
  'receipt_duplicate=0.02',
  'receipt_out_of_order=0.02',
];

export const carrierFlags = (faults: readonly string[], ...more: string[]) => [
  ...'--latency-ms 5-40 --hang-ms 4000 --listing-lag-ms 500'.split(' '),
  ...'--receipt-delay-ms 50-500 --reply-delay-ms 100-800'.split(' '),
  ...more,
  ...faults.flatMap((fault) => ['--fault', fault]),
];
