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
  /** Members who would drop by it keep their tier until this day of the shop. */
  readonly keepUntil?: Day | undefined;
}

interface Row {
  version: number;
  definition: Definition;
  published_at: Date;
  published_by: string;
  starts_at: Date;
}

const columns = 'version, definition, published_at, published_by, starts_at';

/**
 * The programme in force at an instant; before the first one began, the first: a server whose clock is set back, or behind that of
 * the one that published it, works on. Throws `not_found` when there is none at all.
 */
export async function programInForce(tx: Tx, shopId: ShopId, at: Date): Promise<ProgramVersion> {
  const [row] = await tx.rows<Row>(
    `select ${columns} from program_version where shop_id = $1
     order by starts_at <= $2 desc, case when starts_at <= $2 then starts_at end desc, starts_at, version desc limit 1`,
    [shopId, at],
  );
  return row ? toVersion(row) : none(shopId);
}

/**
 * The version published last, with which members are judged: it is in force at once, though a clock behind its publisher's may not
 * have come to its start. Throws `not_found` when there is none.
 */
export async function newestProgram(tx: Tx, shopId: ShopId): Promise<ProgramVersion> {
  const [row] = await tx.rows<Row>(`select ${columns} from program_version where shop_id = $1 order by version desc limit 1`, [shopId]);
  return row ? toVersion(row) : none(shopId);
}

/** Every published version, in the order in which they come into force. */
export async function programVersions(tx: Tx, shopId: ShopId): Promise<ProgramVersion[]> {
  const rows = await tx.rows<Row>(`select ${columns} from program_version where shop_id = $1 order by starts_at, version`, [shopId]);
  return rows.map(toVersion);
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
  };
}

function none(shopId: ShopId): never {
  throw new LaurelError('not_found', `shop ${shopId} has no programme`, { publicMessage: 'This shop has no loyalty programme yet.' });
}
