import { readFileSync } from 'node:fs';
import { startService } from './stage/service.ts';
import { check } from './stage/campaigns.ts';
const s = await startService();
const { tidings } = await s.setUp();
const peak = () => /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${s.process.pid}/status`,'utf8'))?.[1];
try {
  const oneLine=(bytes:number,start:string)=>{let left=bytes; const piece=Buffer.alloc(1e6,'x'); return new ReadableStream<Uint8Array>({start:(c)=>c.enqueue(Buffer.from(start)),pull(c){if(left<=0)return c.close(); c.enqueue(piece); left-=1e6;}})};
  console.log(peak());
  for (const [n,start] of [[500,'Name,Mobile\n'],[500,''],[60,'Name,Mobile\n"'],[60,'Name,Mobile\nAnn,+12025550101\nBob,"']] as const){
    const i = await tidings.upload('/v1/imports' as never,{file_name:'x'},oneLine(n*1e6,start)) as {id:string};
    const f = await check(tidings,i.id) as {status:string,problem:string,counts:object};
    console.log(n,JSON.stringify(start),f.status,f.problem,f.counts,peak());
  }
} finally { await s.stop(); }
