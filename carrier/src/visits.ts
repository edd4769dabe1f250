import { createHash } from 'node:crypto';
import { Pool } from 'undici';

export interface Visit {
  path: string;
  /** As the link has it; null for the address that it goes to. */
  host: string | null;
  agent: string;
  /** Whose phone it is: everybody comes from a network of their own, as phones do. */
  visitor: string;
}

/** How phones open links. They go to the machine that is told of receipts, and nowhere else, whatever a link says. */
export interface Visits {
  open(visit: Visit): Promise<{ status: number; location: string | null }>;
  /** Visits that have not come back. */
  readonly waiting: number;
  stop(): Promise<void>;
}

const connections = 16;
const answerWithinMs = 10_000;

export function createVisits(callbackUrl: string): Visits {
  let pool: Pool | null = null;
  let waiting = 0;
  return {
    async open({ path, host, agent, visitor }) {
      pool ??= new Pool(new URL(callbackUrl).origin, {
        connections,
        headersTimeout: answerWithinMs,
        bodyTimeout: answerWithinMs,
      });
      waiting += 1;
      try {
        const answer = await pool.request({
          method: 'GET',
          path,
          headers: {
            ...(host === null ? {} : { host }),
            'user-agent': agent,
            'x-forwarded-for': networkOf(visitor),
            'x-rehearsal': 'true',
          },
        });
        await answer.body.dump();
        const { location } = answer.headers;
        return { status: answer.statusCode, location: typeof location === 'string' ? location : null };
      } catch {
        // Nobody was there; a person gives up.
        return { status: 0, location: null };
      } finally {
        waiting -= 1;
      }
    },
    get waiting() {
      return waiting;
    },
    async stop() {
      await pool?.destroy();
    },
  };
}

/** An address of 10.0.0.0/8 that belongs to this visitor alone, nearly always. */
function networkOf(visitor: string): string {
  const [a = 0, b = 0, c = 0] = createHash('md5').update(visitor).digest();
  return `10.${a}.${b}.${c}`;
}
