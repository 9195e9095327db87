import { LaurelError } from '../core/errors.ts';
import type { ShopId } from '../core/id.ts';
import type { Day } from '../core/time.ts';
import type { Tx } from '../db/index.ts';
import type { Definition } from './definition.ts';

/** The promise as once published. */
export interface ProgramVersion {
  readonly version: number;
  readonly definition: Definition;
  readonly publishedAt: Date;
  readonly publishedBy: string;
  readonly startsAt: Date;
  /** Why, as its publisher wrote. */
  readonly note: string | undefined;
  /** Members who would drop by it keep their tier until this day of the shop. */
  readonly keepUntil: Day | undefined;
  /** It was published to begin later than that. */
  readonly scheduled: boolean;
}

interface Row {
  version: number;
  definition: Definition;
  published_at: Date;
  published_by: string;
  starts_at: Date;
  note: string | null;
  keep_until: Day | null;
  scheduled: boolean;
}

const columns = 'version, definition, published_at, published_by, starts_at, note, keep_until, scheduled';

/**
 * The programme in force at an instant: of the versions that have begun the one published last. So what is published later always
 * wins: a version still to come whose start is after that of a newer one never comes into force. Before the first one began, the
 * first: a server whose clock is set back, or behind that of the one that published it, works on. Throws `not_found` when there is
 * none at all.
 */
export async function programInForce(tx: Tx, shopId: ShopId, at: Date): Promise<ProgramVersion> {
  const [row] = await tx.rows<Row>(
    `select ${columns} from program_version where shop_id = $1
     order by starts_at <= $2 desc, case when starts_at <= $2 then version end desc, version limit 1`,
    [shopId, at],
  );
  return row ? toVersion(row) : none(shopId);
}

/**
 * The newest version by which members are judged: what was published to begin at once is in force, though a clock behind its
 * publisher's may not have come to its start; what is to begin later is not before its day. Throws `not_found` when there is none.
 */
export async function newestProgram(tx: Tx, shopId: ShopId, at: Date): Promise<ProgramVersion> {
  const [row] = await tx.rows<Row>(
    `select ${columns} from program_version where shop_id = $1 and (not scheduled or starts_at <= $2) order by version desc limit 1`,
    [shopId, at],
  );
  return row ? toVersion(row) : none(shopId);
}

/** The version published last, in force or still to come: what a draft changes. Throws `not_found` when there is none. */
export async function lastPublished(tx: Tx, shopId: ShopId): Promise<ProgramVersion> {
  const [row] = await tx.rows<Row>(`select ${columns} from program_version where shop_id = $1 order by version desc limit 1`, [shopId]);
  return row ? toVersion(row) : none(shopId);
}

/** The version that follows the one in force at an instant, on a later day; undefined: none is to come. */
export async function comingProgram(tx: Tx, shopId: ShopId, at: Date): Promise<ProgramVersion | undefined> {
  return (await programVersions(tx, shopId)).find((version) => version.scheduled && version.startsAt > at);
}

/** Every published version that came or will come into force, in the order in which they do: one that a newer one overtook is not among them. */
export async function programVersions(tx: Tx, shopId: ShopId): Promise<ProgramVersion[]> {
  const rows = await tx.rows<Row>(
    `select ${columns} from program_version v where shop_id = $1
       and not exists (select from program_version n where n.shop_id = $1 and n.version > v.version and n.starts_at <= v.starts_at)
     order by starts_at, version`,
    [shopId],
  );
  return rows.map(toVersion);
}

/** Every version that was ever published, newest first, those included that never came into force. */
export async function publishedVersions(tx: Tx, shopId: ShopId): Promise<ProgramVersion[]> {
  const rows = await tx.rows<Row>(`select ${columns} from program_version where shop_id = $1 order by version desc`, [shopId]);
  return rows.map(toVersion);
}

/** One published version; undefined: there is none of that number. */
export async function programVersionOf(tx: Tx, shopId: ShopId, version: number): Promise<ProgramVersion | undefined> {
  const [row] = await tx.rows<Row>(`select ${columns} from program_version where shop_id = $1 and version = $2`, [shopId, version]);
  return row && toVersion(row);
}

/** The newest version that had begun at an instant, from versions in the order of their start. */
export function versionAt(versions: readonly ProgramVersion[], at: Date): ProgramVersion | undefined {
  return versions.findLast((version) => version.startsAt <= at);
}

function toVersion(row: Row): ProgramVersion {
  return {
    version: row.version,
    definition: row.definition,
    publishedAt: row.published_at,
    publishedBy: row.published_by,
    startsAt: row.starts_at,
    note: row.note ?? undefined,
    keepUntil: row.keep_until ?? undefined,
    scheduled: row.scheduled,
  };
}

function none(shopId: ShopId): never {
  throw new LaurelError('not_found', `shop ${shopId} has no programme`, { publicMessage: 'This shop has no loyalty programme yet.' });
}
