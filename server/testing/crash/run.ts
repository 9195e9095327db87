import { parseArgs } from 'node:util';
import type { Findings } from './audit.ts';
import { crash, type Report } from './crash.ts';
import { cutPower, whyNoCut } from './power.ts';
import type { Kind } from './place.ts';

/**
 * `npm run crash -- --kill server --times 50`: writes as fast as it can, is killed at a random moment, starts again, and every
 * acknowledged write must be there.
 *
 * --kill server    Laurel's server process gets SIGKILL (the default); an embedded database ends with it
 * --kill database  PostgreSQL's first process and all its children get SIGKILL
 * --kill power     everything stands still at once, and what the disk had not written is lost; needs Linux, root and a loop device
 * --times 50       how often (6 for power, where every time begins with a new database)
 * --database-bin /usr/lib/postgresql/15/bin   a new cluster made with these programs, instead of the embedded one
 * --database postgresql://…                   a server that runs already; a database of its own is made and dropped there; for --kill server
 * --unsafe         lets PostgreSQL answer before it has written (fsync and synchronous_commit off): must lose, or the test proves nothing
 * --seed 7 --lanes 8   where chance begins; how many requests are under way at once
 */
const { values } = parseArgs({
  options: {
    kill: { type: 'string', default: 'server' },
    times: { type: 'string' },
    'database-bin': { type: 'string' },
    database: { type: 'string' },
    unsafe: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    lanes: { type: 'string', default: '8' },
  },
});

process.exitCode = await run();

async function run(): Promise<number> {
  const kill = values.kill;
  if (kill !== 'server' && kill !== 'database' && kill !== 'power') return refuse(`--kill is server, database or power, not ${kill}`);
  if (process.platform !== 'linux') return refuse('The crash test finds and kills processes as Linux has them, so it needs Linux.');
  const database = kindOf();
  if (database.kind === 'url' && kill !== 'server')
    return refuse('A server that runs elsewhere cannot be killed from here; use --database-bin.');
  if (values.unsafe && (kill === 'server' || database.kind === 'url'))
    return refuse('--unsafe makes PostgreSQL careless, which shows only when PostgreSQL is killed or the power cut.');
  const why = kill === 'power' ? whyNoCut() : undefined;
  if (why !== undefined) {
    process.stdout.write(`Power cuts were skipped: ${why}.\n`);
    return 0;
  }
  const common = {
    times: whole('times', values.times ?? (kill === 'power' ? '6' : '50')),
    seed: whole('seed', values.seed),
    lanes: whole('lanes', values.lanes),
    database,
    settings: values.unsafe ? { fsync: 'off', synchronous_commit: 'off' } : {},
    onCrash: (no: number, afterMs: number, found: Findings) =>
      void process.stdout.write(`${String(no).padStart(3)}  after ${(afterMs / 1_000).toFixed(2)} s: ${sentence(found)}\n`),
  };
  const report = kill === 'power' ? await cutPower(common) : await crash({ ...common, kill });
  return tell(report, kill, common.times);
}

function kindOf(): Kind {
  if (values.database !== undefined) return { kind: 'url', url: values.database };
  if (values['database-bin'] !== undefined) return { kind: 'programs', bin: values['database-bin'] };
  return { kind: 'embedded' };
}

function tell({ version, findings, unanswered, unansweredThere }: Report, kill: string, times: number): number {
  const { lost, half, wrong } = findings;
  const problems = [...lost.map((one) => `lost: ${one}`), ...half.map((one) => `half: ${one}`), ...wrong.map((one) => `wrong: ${one}`)];
  const whose = kindOf().kind === 'embedded' ? 'embedded PostgreSQL' : 'PostgreSQL';
  process.stdout.write(
    [
      ...problems.slice(0, values.unsafe ? 3 : 20),
      `${kill} × ${times}, ${whose} ${version}, Node ${process.versions.node}${values.unsafe ? ', unsafe' : ''}: ${sentence({ ...findings, unanswered, unansweredThere })}`,
      '',
    ].join('\n'),
  );
  if (!values.unsafe) return problems.length === 0 ? 0 : 1;
  process.stdout.write(
    lost.length > 0 ? 'It lost, as it must.\n' : 'Nothing was lost although it should have been: this test proves nothing.\n',
  );
  return lost.length > 0 ? 0 : 1;
}

function sentence({ acknowledged, unanswered, unansweredThere, lost, half, wrong }: Findings): string {
  const number = (count: number) => count.toLocaleString('en');
  return `${number(acknowledged)} acknowledged, ${number(lost.length)} lost, ${number(half.length)} half, ${number(wrong.length)} wrong; ${number(unanswered)} unanswered, of which ${number(unansweredThere)} were there`;
}

function whole(name: string, text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`--${name} is a whole number, not ${text}`);
  return value;
}

function refuse(why: string): number {
  process.stderr.write(`${why}\n`);
  return 2;
}
