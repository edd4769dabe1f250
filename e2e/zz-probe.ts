import { readdirSync, readFileSync } from 'node:fs';
import { findPostmaster, startService } from './stage/service.ts';
const s = await startService();
const { tidings, key } = await s.setUp();
const t = performance.now();
const at = () => Math.round(performance.now()-t);
const pm = findPostmaster(s.dataDir)!;
const family = () => [pm, ...readdirSync('/proc').filter((n)=>/^\d+$/.test(n)).filter((n)=>{ try { return new RegExp(`\\) \\S ${pm} `).test(readFileSync(`/proc/${n}/stat`,'utf8')); } catch { return false; } }).map(Number)];
try {
  await tidings.call('get','/v1/gateways');
  const fam = family(); console.log('frozen', fam.length);
  for (const p of fam) process.kill(p,'SIGSTOP');
  const asks = Array.from({length: 14}, (_, i) => fetch(`${s.url}/v1/gateways`, {headers:{authorization:`Bearer ${key}`}, signal: AbortSignal.timeout(45000)}).then(async r=>console.log(i, at(), r.status, (await r.text()).slice(0,120)), (e)=>console.log(i, at(), String(e))));
  const h = fetch(`${s.url}/readyz`).then(async r=>console.log('readyz', at(), r.status));
  setTimeout(()=>{ for (const p of fam) try { process.kill(p,'SIGCONT'); } catch {} ; console.log('thawed', at()); }, 25000);
  await Promise.all([...asks, h]);
} finally { await s.stop(); }
