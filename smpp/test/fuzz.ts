import fc from 'fast-check';
import { digest, hostileStream } from './hostile-streams.ts';
import { leastMs } from './least-ms.ts';

// `sh tools/run smpp/test/fuzz.ts [inputs] [seed]`: streams that mean us no good, a hundred thousand unless told. Ends with code 1 at the
// first that makes something throw or takes longer than 50 ms.
const inputs = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const inputsPerRun = 20_000;
const mostMs = 50;

let [done, pdus, broken, slowestMs] = [0, 0, 0, 0];

const property = fc.property(hostileStream, (stream) => {
  let digested = { pdus: 0, isBroken: false };
  const tookMs = leastMs(() => {
    digested = digest(stream);
  }, slowestMs);
  pdus += digested.pdus;
  if (digested.isBroken) broken += 1;
  slowestMs = Math.max(slowestMs, tookMs);
  if (tookMs > mostMs) throw new Error(`It took ${tookMs.toFixed(1)} ms.`);
});

const begun = performance.now();
for (let run = 0; done < inputs; run++) {
  const numRuns = Math.min(inputsPerRun, inputs - done);
  fc.assert(property, { numRuns, seed: seed + run });
  done += numRuns;
  if (run % 25 === 24 || done === inputs) tellProgress();
}

function tellProgress(): void {
  const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
  console.log(
    `${done} streams, ${pdus} PDUs, ${broken} broken off, the slowest ${slowestMs.toFixed(2)} ms, ${seconds} s`,
  );
}
