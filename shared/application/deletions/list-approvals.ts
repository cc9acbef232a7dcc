import type { ApprovalStatus, DeleteApproval } from '../../domain/delete-brake.ts';
import { FaultError } from '../../domain/fault.ts';
import type { Integration } from '../../domain/integration.ts';
import type { DeleteApprovals, IntegrationStore, Listing, PageRequest, RecordStore } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { recordTitles, titleKey } from './record-titles.ts';

export interface ApprovalReaders {
  readonly approvals: Pick<DeleteApprovals, 'get' | 'list'>;
  readonly integrations: Pick<IntegrationStore, 'get' | 'list'>;
  readonly records: Pick<RecordStore, 'getMany'>;
}

/** An approval with what people call its integration and its records; `titles` in the order of the samples. */
export interface NamedApproval {
  readonly approval: DeleteApproval;
  readonly integrationName: string;
  readonly titles: readonly (string | undefined)[];
}

export interface ApprovalSearch {
  readonly integrationId?: string;
  readonly status?: ApprovalStatus;
}

/** Approvals integration by integration, each newest first: what belongs to one decision stands together. */
export async function listApprovals(
  readers: ApprovalReaders,
  { integrationId, status }: ApprovalSearch,
  page: PageRequest,
): Promise<Listing<NamedApproval>> {
  const all = await readers.integrations.list({});
  const wanted = all
    .filter(({ id }) => integrationId === undefined || id === integrationId)
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  const filter = status === undefined ? {} : { status };
  const items: DeleteApproval[] = [];
  const start = readCursor(page.cursor);
  for (const { id } of wanted.filter((integration) => start === undefined || integration.id >= start.id)) {
    let cursor = start?.id === id ? start.cursor : undefined;
    do {
      const limit = page.limit - items.length;
      const from = cursor === undefined ? {} : { cursor };
      const found = await readers.approvals.list(id, filter, { limit: Math.max(1, limit), ...from });
      if (limit === 0 && found.items.length > 0)
        return { items: await withNames(readers, items, wanted), cursor: cursorFor(id, cursor) };
      items.push(...found.items);
      cursor = found.cursor;
    } while (cursor !== undefined);
  }
  return { items: await withNames(readers, items, wanted) };
}

/** One approval, named. */
export async function getApproval(
  readers: ApprovalReaders,
  id: string,
): Promise<{ readonly found: NamedApproval } | Refusal> {
  const approval = await readers.approvals.get(id);
  const integration =
    approval === undefined ? undefined : await readers.integrations.get(approval.integrationId);
  const [found] =
    approval === undefined || integration === undefined
      ? []
      : await withNames(readers, [approval], [integration]);
  return found === undefined ? { refused: 'not-found', message: `There is no approval "${id}".` } : { found };
}

async function withNames(
  readers: ApprovalReaders,
  approvals: readonly DeleteApproval[],
  integrations: readonly Integration[],
): Promise<readonly NamedApproval[]> {
  const names = new Map(integrations.map(({ id, name }) => [id, name]));
  const titles = await recordTitles(
    readers.records,
    approvals.flatMap(({ samples }) => samples),
  );
  return approvals.map((approval) => ({
    approval,
    integrationName: names.get(approval.integrationId) ?? '',
    titles: approval.samples.map((sample) => titles.get(titleKey(sample))),
  }));
}

/** Which integration comes next, and from where in its own list. */
interface Position {
  readonly id: string;
  readonly cursor: string | undefined;
}

const cursorFor = (id: string, cursor: string | undefined): string => `${id}~${cursor ?? ''}`;

function readCursor(text: string | undefined): Position | undefined {
  if (text === undefined) return undefined;
  const [, id, cursor] = /^([^~]+)~(.*)$/.exec(text) ?? [];
  if (id !== undefined) return { id, cursor: cursor === '' ? undefined : cursor };
  throw new FaultError({
    kind: 'rejected',
    message: 'The cursor is not one that this list handed out.',
    pointer: '/query/cursor',
  });
}
